import { Body, Get, Inject, Param, Post } from '@nestjs/common';
import { allocateChild, readAllocation } from '#casework';
import type { Service } from '#service';
import { ActingNow } from '../../http/access.guard.js';
import type { Acting } from '../../http/acting.js';
import type { FormFault } from '../../http/form-fault.js';
import type { Answer } from '../../http/page.js';
import { PageController } from '../../http/page-controller.js';
import { Requires } from '../../http/requires.js';
import { SERVICE } from '../../service.token.js';
import { textOfDay } from '../forms/day-field.js';
import { presentAllocation } from './allocation.presenter.js';
import { answerChange, openedPage } from './child-pages.js';
import { AllocationForm } from './children.forms.js';
import { allocationFaults } from './refusal-words.js';

/** The lead worker and the team of a child. */
@PageController('children/:id/allocation')
@Requires('child.allocate')
export class AllocationController {
  constructor(@Inject(SERVICE) private readonly service: Service) {}

  @Get()
  show(@ActingNow() acting: Acting, @Param('id') childId: string): Promise<Answer> {
    return this.page(acting, childId, null);
  }

  @Post()
  async allocate(
    @ActingNow() acting: Acting,
    @Param('id') childId: string,
    @Body() form: AllocationForm,
  ): Promise<Answer> {
    const from = textOfDay({ day: form.fromDay, month: form.fromMonth, year: form.fromYear });
    const wish = { team: form.team, worker: form.worker, from };
    return answerChange(
      await allocateChild(this.service.casework, acting.to('child.allocate'), childId, wish),
      { childId, page: 'allocation' },
      (because) => this.page(acting, childId, form, [allocationFaults[because]]),
      // Whoever gives a child to another team may have lost sight of it.
      ({ keepsSight }) => (keepsSight ? `/children/${childId}?done=allocated` : '/children'),
    );
  }

  private async page(
    acting: Acting,
    childId: string,
    typed: AllocationForm | null,
    faults: readonly FormFault[] = [],
  ): Promise<Answer> {
    const opened = await readAllocation(this.service.database, acting.to('child.allocate'), childId);
    return openedPage(opened, childId, 'allocation', (known) => ({
      ...{ template: 'children/allocation', title: 'Lead worker and team', place: 'children' },
      ...{ view: presentAllocation(known, typed), faults },
    }));
  }
}
