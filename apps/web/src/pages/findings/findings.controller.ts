import { Get } from '@nestjs/common';
import type { Page } from '../../http/page.js';
import { PageController } from '../../http/page-controller.js';
import { Requires } from '../../http/requires.js';
import { presentFindingCodes } from './findings.presenter.js';

/** What each finding of a provider return means and what to do about it, for everybody who is signed in. */
@PageController('findings')
@Requires('finding_codes.read')
export class FindingsController {
  @Get()
  show(): Page {
    const view = presentFindingCodes();
    return { template: 'findings/findings', title: 'What findings mean', place: 'findings', view };
  }
}
