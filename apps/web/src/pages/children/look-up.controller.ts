import { Body, Get, Inject, Post } from '@nestjs/common';
import { searchChildren } from '#casework';
import { decideLookUp } from '#domain/access';
import type { Service } from '#service';
import { ActingNow } from '../../http/access.guard.js';
import type { Acting } from '../../http/acting.js';
import type { FormFault } from '../../http/form-fault.js';
import type { Page } from '../../http/page.js';
import { PageController } from '../../http/page-controller.js';
import { Requires } from '../../http/requires.js';
import { SERVICE } from '../../service.token.js';
import { textOfDay } from '../forms/day-field.js';
import { LookUpForm } from './children.forms.js';
import { noLookUp, presentFound, presentLookUp } from './look-up.presenter.js';
import { lookUpFaults } from './refusal-words.js';

/** Looking a child up. The words come in a form and are answered at once: an address would keep them. */
@PageController('children')
@Requires('child.search')
export class LookUpController {
  constructor(@Inject(SERVICE) private readonly service: Service) {}

  @Get()
  show(@ActingNow() acting: Acting): Page {
    acting.to('child.search');
    return lookUpPage(acting, { ...presentLookUp(noLookUp), found: null });
  }

  @Post()
  async search(@ActingNow() acting: Acting, @Body() form: LookUpForm): Promise<Page> {
    const context = acting.to('child.search');
    const { councilChildId, familyName } = form;
    const dateOfBirth = textOfDay({ day: form.birthDay, month: form.birthMonth, year: form.birthYear });
    const decision = decideLookUp({ councilChildId, familyName, dateOfBirth });
    if (decision.kind === 'refused')
      return lookUpPage(acting, { ...presentLookUp(form), found: null }, [lookUpFaults[decision.because]]);
    const found = await searchChildren(this.service.database, context, decision.value, this.service.lookUpKey);
    return lookUpPage(acting, { ...presentLookUp(form), found: presentFound(found) });
  }
}

function lookUpPage(
  acting: Acting,
  view: ReturnType<typeof presentLookUp> & { readonly found: object | null },
  faults: readonly FormFault[] = [],
): Page {
  const mayBreakGlass = acting.find('child.break_glass') !== null;
  return {
    ...{ template: 'children/look-up', title: 'Look a child up', place: 'children' },
    ...{ view: { ...view, mayBreakGlass }, faults },
  };
}
