import { Body, Get, Inject, Param, Post } from '@nestjs/common';
import { breakGlass } from '#casework';
import type { Service } from '#service';
import { ActingNow } from '../../http/access.guard.js';
import type { Acting } from '../../http/acting.js';
import type { FormFault } from '../../http/form-fault.js';
import { seeOther } from '../../http/page.js';
import type { Answer, Page } from '../../http/page.js';
import { PageController } from '../../http/page-controller.js';
import { Requires } from '../../http/requires.js';
import { SERVICE } from '../../service.token.js';
import { reasonFaults } from '../children/refusal-words.js';
import { BreakGlassForm, BreakGlassReasonForm } from './break-glass.forms.js';

interface Typed {
  /** What names the child; null on the way from a record's own address, which is the same page whatever the id. */
  readonly child: string | null;
  readonly reason: string;
}

/**
 * Opening a record in an emergency. The page is the same for every child, real or not; only a reason that is taken, and
 * is on record for good, shows whether there is one.
 */
@PageController()
@Requires('child.break_glass')
export class BreakGlassController {
  constructor(@Inject(SERVICE) private readonly service: Service) {}

  @Get('break-glass')
  show(): Page {
    return breakGlassPage({ child: '', reason: '' });
  }

  @Post('break-glass')
  open(@ActingNow() acting: Acting, @Body() { child, reason }: BreakGlassForm): Promise<Answer> {
    const named = child ?? '';
    return this.break(acting, { child: named, reason }, named);
  }

  @Get('children/:id/break-glass')
  showForChild(): Page {
    return breakGlassPage({ child: null, reason: '' });
  }

  @Post('children/:id/break-glass')
  openForChild(
    @ActingNow() acting: Acting,
    @Param('id') childId: string,
    @Body() { reason }: BreakGlassReasonForm,
  ): Promise<Answer> {
    return this.break(acting, { child: null, reason }, childId);
  }

  private async break(acting: Acting, typed: Typed, sought: string): Promise<Answer> {
    if (sought.trim() === '') return breakGlassPage(typed, [{ field: 'child', text: 'Enter a council child ID' }]);
    const breaker = {
      context: acting.to('child.break_glass'),
      reading: acting.to('child.read'),
      key: this.service.lookUpKey,
    };
    const decision = await breakGlass(this.service.casework, breaker, sought, typed.reason);
    if (decision.kind === 'refused') return breakGlassPage(typed, [reasonFaults[decision.because]]);
    if (decision.value.kind === 'opened') return seeOther(`/children/${decision.value.childId}`);
    return { ...breakGlassPage(typed, [], true), status: 404 };
  }
}

function breakGlassPage({ child, reason }: Typed, faults: readonly FormFault[] = [], isNone = false): Page {
  return {
    ...{ template: 'break-glass/break-glass', title: 'Open a record in an emergency', place: 'elsewhere', faults },
    view: { asksChild: child !== null, child: child ?? '', reason, isNone },
  };
}
