import { Get } from '@nestjs/common';
import type { Page } from '../../http/page.js';
import { PageController } from '../../http/page-controller.js';
import { Requires } from '../../http/requires.js';
import { presentPermissions } from './permissions.presenter.js';

/** The table of permissions as the service applies it, for a manager to review. */
@PageController('permissions')
@Requires('permissions.read')
export class PermissionsController {
  @Get()
  show(): Page {
    const view = presentPermissions();
    return { template: 'permissions/permissions', title: 'Who may do what', place: 'permissions', view };
  }
}
