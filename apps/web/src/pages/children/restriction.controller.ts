import { Body, Get, Inject, Param, Post } from '@nestjs/common';
import { admitToChild, liftRestriction, readRestriction, removeFromChild, restrictChild } from '#casework';
import type { Opened } from '#casework';
import type { AccessRefusal, Decision } from '#domain/access';
import type { Service } from '#service';
import { ActingNow } from '../../http/access.guard.js';
import type { Acting } from '../../http/acting.js';
import type { FormFault } from '../../http/form-fault.js';
import { seeOther } from '../../http/page.js';
import type { Answer } from '../../http/page.js';
import { PageController } from '../../http/page-controller.js';
import { Requires } from '../../http/requires.js';
import { SERVICE } from '../../service.token.js';
import { answerChange, openedPage } from './child-pages.js';
import type { Done } from './child.presenter.js';
import { AdmissionForm, LiftingForm, RemovalForm } from './children.forms.js';
import { accessFaults, liftingFaults, removalFaults } from './refusal-words.js';
import { presentRestriction } from './restriction.presenter.js';
import type { RestrictionTyped } from './restriction.presenter.js';

/** Who may see a restricted record: restricting, lifting, and the access list. */
@PageController('children/:id/restriction')
@Requires('child.restrict')
export class RestrictionController {
  constructor(@Inject(SERVICE) private readonly service: Service) {}

  @Get()
  show(@ActingNow() acting: Acting, @Param('id') childId: string): Promise<Answer> {
    return this.page(acting, childId, {});
  }

  @Post()
  async restrict(
    @ActingNow() acting: Acting,
    @Param('id') childId: string,
    @Body() form: AdmissionForm,
  ): Promise<Answer> {
    const opened = await restrictChild(this.service.casework, acting.to('child.restrict'), childId, form);
    return this.answer(acting, childId, opened, 'restricted', { typed: form, faults: accessFaults });
  }

  @Post('lift')
  async lift(
    @ActingNow() acting: Acting,
    @Param('id') childId: string,
    @Body() { reason }: LiftingForm,
  ): Promise<Answer> {
    const opened = await liftRestriction(this.service.casework, acting.to('child.restrict'), childId, reason);
    return this.answer(acting, childId, opened, 'lifted', { typed: { liftReason: reason }, faults: liftingFaults });
  }

  @Post('people')
  async admit(@ActingNow() acting: Acting, @Param('id') childId: string, @Body() form: AdmissionForm): Promise<Answer> {
    const opened = await admitToChild(this.service.casework, acting.to('child.restrict'), childId, form);
    return this.answer(acting, childId, opened, 'admitted', { typed: form, faults: accessFaults });
  }

  @Post('people/remove')
  async remove(
    @ActingNow() acting: Acting,
    @Param('id') childId: string,
    @Body() { personId }: RemovalForm,
  ): Promise<Answer> {
    const opened = await removeFromChild(this.service.casework, acting.to('child.restrict'), childId, personId);
    const hasLeft = opened.kind === 'opened' && opened.value.kind === 'granted' && !opened.value.value.keepsSight;
    if (hasLeft) return seeOther('/children');
    return this.answer(acting, childId, opened, 'removed', { typed: {}, faults: removalFaults });
  }

  private answer(
    acting: Acting,
    childId: string,
    opened: Opened<Decision<unknown, AccessRefusal>>,
    done: Done,
    refused: {
      readonly typed: Partial<RestrictionTyped>;
      readonly faults: Readonly<Record<AccessRefusal, FormFault>>;
    },
  ): Promise<Answer> {
    return answerChange(
      opened,
      { childId, page: 'restriction' },
      (because) => this.page(acting, childId, refused.typed, [refused.faults[because]]),
      () => `/children/${childId}?done=${done}`,
    );
  }

  private async page(
    acting: Acting,
    childId: string,
    typed: Partial<RestrictionTyped>,
    faults: readonly FormFault[] = [],
  ): Promise<Answer> {
    const opened = await readRestriction(this.service.database, acting.to('child.restrict'), childId);
    return openedPage(opened, childId, 'restriction', (restriction) => ({
      ...{ template: 'children/restriction', title: 'Restriction and access list', place: 'children' },
      ...{ view: presentRestriction(restriction, typed), faults },
    }));
  }
}
