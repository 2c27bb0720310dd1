import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR } from '@nestjs/core';
import type { Service } from '#service';
import { AlertsApiController } from './api/alerts-api.controller.js';
import { EpisodeWritesController } from './api/episode-writes.controller.js';
import { EpisodesController } from './api/episodes.controller.js';
import { CLOCK } from './clock.js';
import type { Clock } from './clock.js';
import { HealthController } from './api/health.controller.js';
import { MaceReportApiController } from './api/mace-report-api.controller.js';
import { ConfirmationsController } from './api/confirmations.controller.js';
import { QuestionsApiController } from './api/questions-api.controller.js';
import { ProviderReturnsController } from './api/provider-returns.controller.js';
import { WorklistApiController } from './api/worklist-api.controller.js';
import { AccessGuard } from './http/access.guard.js';
import { AssetsController } from './http/assets.controller.js';
import { ErrorFilter } from './http/error.filter.js';
import { LateForms } from './http/late-forms.js';
import { PageRenderer } from './http/page-renderer.js';
import { Sessions } from './http/sessions.js';
import { StillPermitted } from './http/still-permitted.js';
import { AlertsController } from './pages/alerts/alerts.controller.js';
import { HandoverController } from './pages/alerts/handover.controller.js';
import { LadderController } from './pages/alerts/ladder.controller.js';
import { AuthorityController } from './pages/authority/authority.controller.js';
import { AccountController } from './pages/account/account.controller.js';
import { ContactController } from './pages/account/contact.controller.js';
import { OwnSecretsController } from './pages/account/own-secrets.controller.js';
import { HeldFormsController } from './pages/held-forms/held-forms.controller.js';
import { BreakGlassController } from './pages/break-glass/break-glass.controller.js';
import { ReviewsController } from './pages/break-glass/reviews.controller.js';
import { AllocationController } from './pages/children/allocation.controller.js';
import { ChangeStreams } from './pages/changes/change-streams.js';
import { ChangesController } from './pages/changes/changes.controller.js';
import { ChildController } from './pages/children/child.controller.js';
import { LookUpController } from './pages/children/look-up.controller.js';
import { MergeController } from './pages/children/merge.controller.js';
import { RestrictionController } from './pages/children/restriction.controller.js';
import { ThirdPartyController } from './pages/children/third-party.controller.js';
import { DoubleReportsController } from './pages/one-absence/double-reports.controller.js';
import { OneAbsenceController } from './pages/one-absence/one-absence.controller.js';
import { RecordController } from './pages/episodes/record.controller.js';
import { ReferralController } from './pages/episodes/referral.controller.js';
import { CouncilStepsController } from './pages/episodes/council-steps.controller.js';
import { ReturnController } from './pages/episodes/return.controller.js';
import { HomeController } from './pages/home.controller.js';
import { InvitationPages } from './pages/invitation/invitation-pages.js';
import { InvitationController } from './pages/invitation/invitation.controller.js';
import { AuditController } from './pages/audit/audit.controller.js';
import { ExpectedReturnsController } from './pages/expected-returns/expected-returns.controller.js';
import { ConfirmedWarningsController } from './pages/confirmations/confirmed-warnings.controller.js';
import { ConfirmationPagesController } from './pages/confirmations/confirmations.controller.js';
import { NotificationsController } from './pages/notifications/notifications.controller.js';
import { DownloadController } from './pages/provider-returns/download.controller.js';
import { RowFormController } from './pages/provider-returns/row-form.controller.js';
import { SendReturnController } from './pages/provider-returns/send-return.controller.js';
import { SentReturnsController } from './pages/provider-returns/sent-returns.controller.js';
import { ReconciliationController } from './pages/reconciliation/reconciliation.controller.js';
import { NoticesController } from './pages/notices/notices.controller.js';
import { AccessReviewController } from './pages/access-review/access-review.controller.js';
import { AgreementsController } from './pages/agreements/agreements.controller.js';
import { KeysController } from './pages/keys/keys.controller.js';
import { OutboxController } from './pages/outbox/outbox.controller.js';
import { MemberController } from './pages/people/member.controller.js';
import { PeopleDesk } from './pages/people/people-desk.js';
import { PeopleController } from './pages/people/people.controller.js';
import { FindingsController } from './pages/findings/findings.controller.js';
import { PermissionsController } from './pages/permissions/permissions.controller.js';
import { EpisodeQuestionController } from './pages/questions/episode-question.controller.js';
import { QuestionsController } from './pages/questions/questions.controller.js';
import { MaceReportController } from './pages/reports/mace-report.controller.js';
import { Accounts } from './pages/sign-in/accounts.js';
import { DemonstrationSignInController } from './pages/sign-in/demonstration-sign-in.controller.js';
import { IssuerRedirect } from './pages/sign-in/issuer-redirect.js';
import { OpenIdController } from './pages/sign-in/openid.controller.js';
import { SecondFactorController } from './pages/sign-in/second-factor.controller.js';
import { SessionStart } from './pages/sign-in/session-start.js';
import { SIGN_IN_OPTIONS } from './pages/sign-in/sign-in-options.js';
import type { SignInOptions } from './pages/sign-in/sign-in-options.js';
import { ChildKeepingController } from './pages/retention/child-keeping.controller.js';
import { HoldsController } from './pages/retention/holds.controller.js';
import { KeepingRecords } from './pages/retention/keeping-records.js';
import { DoubtfulChildrenController } from './pages/doubtful-children/doubtful-children.controller.js';
import { NamesController } from './pages/children/names.controller.js';
import { RetentionController } from './pages/retention/retention.controller.js';
import { SignInController } from './pages/sign-in/sign-in.controller.js';
import { UnmatchedWordsController } from './pages/unmatched-words/unmatched-words.controller.js';
import { ViewsController } from './pages/views/views.controller.js';
import { WorklistController } from './pages/worklist/worklist.controller.js';
import { SubjectAccessController } from './pages/subject-access/subject-access.controller.js';
import { SERVICE } from './service.token.js';

export interface WebModuleOptions {
  readonly now: Clock;
  readonly signIn: SignInOptions;
}

/** The pages and the API, over a service that somebody else opened and will close. */
@Module({})
export class WebModule {
  static for(service: Service, { now, signIn }: WebModuleOptions): DynamicModule {
    return {
      module: WebModule,
      controllers: [
        HomeController,
        SignInController,
        DemonstrationSignInController,
        SecondFactorController,
        OpenIdController,
        InvitationController,
        AccountController,
        OwnSecretsController,
        ContactController,
        HeldFormsController,
        WorklistController,
        ChangesController,
        HandoverController,
        LadderController,
        AlertsController,
        LookUpController,
        ChildController,
        MergeController,
        NamesController,
        DoubtfulChildrenController,
        RestrictionController,
        AllocationController,
        ThirdPartyController,
        RecordController,
        ReferralController,
        CouncilStepsController,
        ReturnController,
        EpisodeQuestionController,
        QuestionsController,
        DoubleReportsController,
        OneAbsenceController,
        ReconciliationController,
        NotificationsController,
        BreakGlassController,
        ReviewsController,
        MaceReportController,
        ExpectedReturnsController,
        ConfirmationPagesController,
        ConfirmedWarningsController,
        SendReturnController,
        RowFormController,
        DownloadController,
        SentReturnsController,
        UnmatchedWordsController,
        AuthorityController,
        FindingsController,
        PermissionsController,
        ViewsController,
        NoticesController,
        AuditController,
        RetentionController,
        HoldsController,
        ChildKeepingController,
        SubjectAccessController,
        KeysController,
        OutboxController,
        AgreementsController,
        AccessReviewController,
        PeopleController,
        MemberController,
        ConfirmationsController,
        ProviderReturnsController,
        QuestionsApiController,
        EpisodesController,
        EpisodeWritesController,
        WorklistApiController,
        AlertsApiController,
        MaceReportApiController,
        HealthController,
        AssetsController,
      ],
      providers: [
        { provide: SERVICE, useValue: service },
        AccessGuard,
        { provide: APP_GUARD, useExisting: AccessGuard },
        { provide: CLOCK, useValue: now },
        { provide: SIGN_IN_OPTIONS, useValue: signIn },
        { provide: APP_FILTER, useClass: ErrorFilter },
        { provide: APP_INTERCEPTOR, useClass: StillPermitted },
        PageRenderer,
        KeepingRecords,
        PeopleDesk,
        Sessions,
        ChangeStreams,
        LateForms,
        Accounts,
        SessionStart,
        InvitationPages,
        IssuerRedirect,
      ],
    };
  }
}
