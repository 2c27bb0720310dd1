import { Body, Get, Inject, Param, Post } from '@nestjs/common';
import { addName, endName, readNames } from '#casework';
import type { NameEndRefusal } from '#casework';
import { NAME_MOST } from '#domain/access';
import type { NameRefusal } from '#domain/access';
import { showInstant } from '#domain/time';
import type { Service } from '#service';
import { ActingNow } from '../../http/access.guard.js';
import type { Acting } from '../../http/acting.js';
import type { FormFault } from '../../http/form-fault.js';
import type { Answer } from '../../http/page.js';
import { PageController } from '../../http/page-controller.js';
import { Requires } from '../../http/requires.js';
import { SERVICE } from '../../service.token.js';
import { answerChange, openedPage } from './child-pages.js';
import { NameEndForm, NameForm } from './children.forms.js';
import { presentHeading } from './heading.presenter.js';

const EMERGENCY = 'You opened this record in an emergency, which does not let you change by which names it is known';
const addFaults: Readonly<Record<NameRefusal, FormFault>> = {
  'name-missing': { field: 'givenName', text: 'Enter a given name and a family name: a child is not known by less' },
  'name-too-long': { field: 'givenName', text: `Enter names of at most ${NAME_MOST} characters` },
  'known-by-it': { field: 'givenName', text: 'The child is known by this name already' },
  'emergency-only': { field: 'givenName', text: EMERGENCY },
};
const endFaults: Readonly<Record<NameEndRefusal, FormFault>> = {
  'ended-already': { field: 'aliasId', text: 'This name was ended before you' },
  'emergency-only': { field: 'aliasId', text: EMERGENCY },
};

const nothingTyped = { givenName: '', familyName: '' };

/** The other names by which a child is known. */
@PageController('children/:id/names')
@Requires('child.match')
export class NamesController {
  constructor(@Inject(SERVICE) private readonly service: Service) {}

  @Get()
  show(@ActingNow() acting: Acting, @Param('id') childId: string): Promise<Answer> {
    return this.page(acting, childId, nothingTyped);
  }

  @Post()
  async add(@ActingNow() acting: Acting, @Param('id') childId: string, @Body() form: NameForm): Promise<Answer> {
    return answerChange(
      await addName(this.service.casework, acting.to('child.match'), childId, form),
      { childId, page: 'names' },
      (because) => this.page(acting, childId, form, [addFaults[because]]),
      () => `/children/${childId}/names`,
    );
  }

  @Post('end')
  async end(@ActingNow() acting: Acting, @Param('id') childId: string, @Body() form: NameEndForm): Promise<Answer> {
    return answerChange(
      await endName(this.service.casework, acting.to('child.match'), childId, form.aliasId),
      { childId, page: 'names' },
      (because) => this.page(acting, childId, nothingTyped, [endFaults[because]]),
      () => `/children/${childId}/names`,
    );
  }

  private async page(
    acting: Acting,
    childId: string,
    typed: Pick<NameForm, 'givenName' | 'familyName'>,
    faults: readonly FormFault[] = [],
  ): Promise<Answer> {
    const opened = await readNames(this.service.database, acting.to('child.match'), childId);
    return openedPage(opened, childId, 'names', (known) => ({
      ...{ template: 'children/names', title: 'Other names of a child', place: 'children', faults },
      view: {
        ...{ heading: presentHeading(known), address: `/children/${childId}/names`, typed },
        names: known.aliases.map(({ id, givenName, familyName, addedAt }) => ({
          ...{ id, name: `${givenName} ${familyName}`, since: showInstant(addedAt) },
        })),
      },
    }));
  }
}
