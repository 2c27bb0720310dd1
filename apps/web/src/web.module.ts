import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { APP_FILTER, APP_GUARD } from '@nestjs/core';
import type { Service } from '#service';
import { HealthController } from './api/health.controller.js';
import { MaceReportApiController } from './api/mace-report-api.controller.js';
import { ProviderReturnsController } from './api/provider-returns.controller.js';
import { WorklistApiController } from './api/worklist-api.controller.js';
import { AccessGuard } from './http/access.guard.js';
import { AssetsController } from './http/assets.controller.js';
import { ErrorFilter } from './http/error.filter.js';
import { PageRenderer } from './http/page-renderer.js';
import { Sessions } from './http/sessions.js';
import { HomeController } from './pages/home.controller.js';
import { AccessReviewController } from './pages/access-review/access-review.controller.js';
import { AgreementsController } from './pages/agreements/agreements.controller.js';
import { KeysController } from './pages/keys/keys.controller.js';
import { MemberController } from './pages/people/member.controller.js';
import { PeopleDesk } from './pages/people/people-desk.js';
import { PeopleController } from './pages/people/people.controller.js';
import { PermissionsController } from './pages/permissions/permissions.controller.js';
import { MaceReportController } from './pages/reports/mace-report.controller.js';
import { SignInController } from './pages/sign-in/sign-in.controller.js';
import { WorklistController } from './pages/worklist/worklist.controller.js';
import { SERVICE } from './service.token.js';

/** The pages and the API, over a service that somebody else opened and will close. */
@Module({})
export class WebModule {
  static for(service: Service): DynamicModule {
    return {
      module: WebModule,
      controllers: [
        HomeController,
        SignInController,
        WorklistController,
        MaceReportController,
        PermissionsController,
        KeysController,
        AgreementsController,
        AccessReviewController,
        PeopleController,
        MemberController,
        ProviderReturnsController,
        WorklistApiController,
        MaceReportApiController,
        HealthController,
        AssetsController,
      ],
      providers: [
        { provide: SERVICE, useValue: service },
        { provide: APP_GUARD, useClass: AccessGuard },
        { provide: APP_FILTER, useClass: ErrorFilter },
        PageRenderer,
        PeopleDesk,
        Sessions,
      ],
    };
  }
}
