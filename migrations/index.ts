import { CreateRoles1764000000001 } from './1764000000001-create-roles.js';
import { CreateReferenceLists1764000000002 } from './1764000000002-create-reference-lists.js';
import { CreateOrganisations1764000000003 } from './1764000000003-create-organisations.js';
import { CreateCommissioning1764000000004 } from './1764000000004-create-commissioning.js';
import { CreateChildren1764000000005 } from './1764000000005-create-children.js';
import { CreateEpisodes1764000000006 } from './1764000000006-create-episodes.js';
import { CreateInterviews1764000000007 } from './1764000000007-create-interviews.js';
import { CreateDeadlinesAndAlerts1764000000008 } from './1764000000008-create-deadlines-and-alerts.js';
import { CreateSubmissions1764000000009 } from './1764000000009-create-submissions.js';
import { CreateReportSnapshots1764000000010 } from './1764000000010-create-report-snapshots.js';
import { CreateAudit1764000000011 } from './1764000000011-create-audit.js';
import { EnableRowLevelSecurity1764000000012 } from './1764000000012-enable-row-level-security.js';
import { RecordWhereAndWhyInAudit1764000000013 } from './1764000000013-record-where-and-why-in-audit.js';
import { CreateChildAccess1764000000014 } from './1764000000014-create-child-access.js';
import { NarrowPoliciesToReach1764000000015 } from './1764000000015-narrow-policies-to-reach.js';
import { HeedAgreementsInLookUps1764000000016 } from './1764000000016-heed-agreements-in-look-ups.js';
import { TieAuditToWhoActs1764000000017 } from './1764000000017-tie-audit-to-who-acts.js';
import { FlagGuardedChildrenOnTheirRows1764000000019 } from './1764000000019-flag-guarded-children-on-their-rows.js';
import { CreateInvitations1764000000020 } from './1764000000020-create-invitations.js';
import { EndIdleSessions1764000000021 } from './1764000000021-end-idle-sessions.js';
import { CreateLocalAccounts1764000000022 } from './1764000000022-create-local-accounts.js';
import { CreateOpenidIdentities1764000000023 } from './1764000000023-create-openid-identities.js';
import { CreateHeldForms1764000000024 } from './1764000000024-create-held-forms.js';
import { CreateAuditSeals1764000000030 } from './1764000000030-create-audit-seals.js';
import { CreateViewingNotices1764000000031 } from './1764000000031-create-viewing-notices.js';
import { CreateChildOpening1764000000040 } from './1764000000040-create-child-opening.js';
import { CreateLookUpKey1764000000041 } from './1764000000041-create-look-up-key.js';
import { CreateDailyTasks1764000000050 } from './1764000000050-create-daily-tasks.js';
import { NarrowKeys1764000000051 } from './1764000000051-narrow-keys.js';
import { KeepWhatWasAgreed1764000000052 } from './1764000000052-keep-what-was-agreed.js';
import { KeepPeopleBehindFunctions1764000000053 } from './1764000000053-keep-people-behind-functions.js';
import { CreateAccessReviews1764000000054 } from './1764000000054-create-access-reviews.js';
import { AddDiedOnToChildIdentity1764000000060 } from './1764000000060-add-died-on-to-child-identity.js';
import { CreateRetention1764000000061 } from './1764000000061-create-retention.js';
import { CreatePurgeOfAChild1764000000062 } from './1764000000062-create-purge-of-a-child.js';
import { CreateChildMerge1764000000070 } from './1764000000070-create-child-merge.js';
import { GuardMergedChildren1764000000071 } from './1764000000071-guard-merged-children.js';
import { HoldFilesOfMergedRecords1764000000072 } from './1764000000072-hold-files-of-merged-records.js';
import { TieAccountsToTheirProofs1764000000080 } from './1764000000080-tie-accounts-to-their-proofs.js';
import { TieHeldFormsAndInvitations1764000000081 } from './1764000000081-tie-held-forms-and-invitations.js';
import { WriteWhatIsAgreedAsTheService1764000000082 } from './1764000000082-write-what-is-agreed-as-the-service.js';
import { CreateProviderClaimsAndPrices1764000000083 } from './1764000000083-create-provider-claims-and-prices.js';
import { MoveFeesBehindTheirGroup1764000000084 } from './1764000000084-move-fees-behind-their-group.js';
import { DropFeesFromOpenTables1764000000085 } from './1764000000085-drop-fees-from-open-tables.js';
import { DropLookUpKey1764000000086 } from './1764000000086-drop-look-up-key.js';
import { HoldMembershipsUntilAccepted1764000000095 } from './1764000000095-hold-memberships-until-accepted.js';
import { EndStepsWithWhatTheyRestOn1764000000096 } from './1764000000096-end-steps-with-what-they-rest-on.js';
import { FollowInvitationsToMemberships1764000000097 } from './1764000000097-follow-invitations-to-memberships.js';
import { CreateMissingNotifications1764000000120 } from './1764000000120-create-missing-notifications.js';
import { CreateReturnCorrections1764000000121 } from './1764000000121-create-return-corrections.js';
import { PurgeNotificationsOfAChild1764000000122 } from './1764000000122-purge-notifications-of-a-child.js';
import { IndexReferencesOfCases1764000000123 } from './1764000000123-index-references-of-cases.js';
import { CreateProviderReturnDeadlines1764000000140 } from './1764000000140-create-provider-return-deadlines.js';
import { CreateFactorAliases1764000000141 } from './1764000000141-create-factor-aliases.js';
import { CreateIdempotencyKeys1764000000150 } from './1764000000150-create-idempotency-keys.js';
import { LetHeldRowsWait1764000000160 } from './1764000000160-let-held-rows-wait.js';
import { FindHeldRowsThatWait1764000000161 } from './1764000000161-find-held-rows-that-wait.js';
import { LetContractsAskForConfirmation1764000000165 } from './1764000000165-let-contracts-ask-for-confirmation.js';
import { CreateRowChanges1764000000166 } from './1764000000166-create-row-changes.js';
import { CreateFindingConfirmations1764000000167 } from './1764000000167-create-finding-confirmations.js';
import { CreateChildNameAliases1764000000170 } from './1764000000170-create-child-name-aliases.js';
import { CreateChildMatches1764000000171 } from './1764000000171-create-child-matches.js';
import { PurgeNamesAndMatchesOfAChild1764000000172 } from './1764000000172-purge-names-and-matches-of-a-child.js';
import { CreateEpisodeMerge1764000000175 } from './1764000000175-create-episode-merge.js';
import { CreateProviderQuestions1764000000180 } from './1764000000180-create-provider-questions.js';
import { PurgeQuestionsOfAChild1764000000181 } from './1764000000181-purge-questions-of-a-child.js';
import { TieIdempotencyKeysToQuestions1764000000182 } from './1764000000182-tie-idempotency-keys-to-questions.js';
import { CreateIdempotencyKeysOfPeople1764000000185 } from './1764000000185-create-idempotency-keys-of-people.js';
import { KeepPlacesOfColumns1764000000190 } from './1764000000190-keep-places-of-columns.js';
import { RenameFamilyOfChild1764000000195 } from './1764000000195-rename-family-of-child.js';
import { InvitePeopleWithoutTellingOfOthers1764000000196 } from './1764000000196-invite-people-without-telling-of-others.js';
import { CreateEpisodeDistinction1764000000200 } from './1764000000200-create-episode-distinction.js';
import { CreateClockSettings1764000000201 } from './1764000000201-create-clock-settings.js';
import { LetClocksOfEveryKindRun1764000000202 } from './1764000000202-let-clocks-of-every-kind-run.js';
import { CreateCouncilSteps1764000000203 } from './1764000000203-create-council-steps.js';
import { CreateDeadlineCorrections1764000000204 } from './1764000000204-create-deadline-corrections.js';
import { LetAlertsClimbAndMessagesWait1764000000210 } from './1764000000210-let-alerts-climb-and-messages-wait.js';
import { CreateAlertLadder1764000000211 } from './1764000000211-create-alert-ladder.js';
import { CreateAlertPromise1764000000212 } from './1764000000212-create-alert-promise.js';
import { CreateAlertHandover1764000000213 } from './1764000000213-create-alert-handover.js';
import { CreateMessageSettings1764000000215 } from './1764000000215-create-message-settings.js';
import { CreatePersonContacts1764000000216 } from './1764000000216-create-person-contacts.js';
import { KeepHeldFormsOfOtherRows1764000000220 } from './1764000000220-keep-held-forms-of-other-rows.js';
import { SettleNotificationsWithoutAction1764000000221 } from './1764000000221-settle-notifications-without-action.js';
import { CreateSweepRounds1764000000222 } from './1764000000222-create-sweep-rounds.js';
import { TellAgainOnARung1764000000223 } from './1764000000223-tell-again-on-a-rung.js';
import { LetMessagesBeWithdrawn1764000000224 } from './1764000000224-let-messages-be-withdrawn.js';
import { TellOfChanges1764000000229 } from './1764000000229-tell-of-changes.js';
import { AskForSessionsWithoutUsingThem1764000000230 } from './1764000000230-ask-for-sessions-without-using-them.js';
import { HoldKeysOfSuspendedIssuers1764000000240 } from './1764000000240-hold-keys-of-suspended-issuers.js';
import { AcceptMembershipsByInvitationAlone1764000000241 } from './1764000000241-accept-memberships-by-invitation-alone.js';
import { BeginSessionsByWhatWasShown1764000000242 } from './1764000000242-begin-sessions-by-what-was-shown.js';

/** Every migration, in order. Listed by hand, so that the same list serves the sources, the build and the tests. */
export const migrations = [
  CreateRoles1764000000001,
  CreateReferenceLists1764000000002,
  CreateOrganisations1764000000003,
  CreateCommissioning1764000000004,
  CreateChildren1764000000005,
  CreateEpisodes1764000000006,
  CreateInterviews1764000000007,
  CreateDeadlinesAndAlerts1764000000008,
  CreateSubmissions1764000000009,
  CreateReportSnapshots1764000000010,
  CreateAudit1764000000011,
  EnableRowLevelSecurity1764000000012,
  RecordWhereAndWhyInAudit1764000000013,
  CreateChildAccess1764000000014,
  NarrowPoliciesToReach1764000000015,
  HeedAgreementsInLookUps1764000000016,
  TieAuditToWhoActs1764000000017,
  FlagGuardedChildrenOnTheirRows1764000000019,
  CreateInvitations1764000000020,
  EndIdleSessions1764000000021,
  CreateLocalAccounts1764000000022,
  CreateOpenidIdentities1764000000023,
  CreateHeldForms1764000000024,
  CreateAuditSeals1764000000030,
  CreateViewingNotices1764000000031,
  CreateChildOpening1764000000040,
  CreateLookUpKey1764000000041,
  CreateDailyTasks1764000000050,
  NarrowKeys1764000000051,
  KeepWhatWasAgreed1764000000052,
  KeepPeopleBehindFunctions1764000000053,
  CreateAccessReviews1764000000054,
  AddDiedOnToChildIdentity1764000000060,
  CreateRetention1764000000061,
  CreatePurgeOfAChild1764000000062,
  CreateChildMerge1764000000070,
  GuardMergedChildren1764000000071,
  HoldFilesOfMergedRecords1764000000072,
  TieAccountsToTheirProofs1764000000080,
  TieHeldFormsAndInvitations1764000000081,
  WriteWhatIsAgreedAsTheService1764000000082,
  CreateProviderClaimsAndPrices1764000000083,
  MoveFeesBehindTheirGroup1764000000084,
  DropFeesFromOpenTables1764000000085,
  DropLookUpKey1764000000086,
  HoldMembershipsUntilAccepted1764000000095,
  EndStepsWithWhatTheyRestOn1764000000096,
  FollowInvitationsToMemberships1764000000097,
  CreateMissingNotifications1764000000120,
  CreateReturnCorrections1764000000121,
  PurgeNotificationsOfAChild1764000000122,
  IndexReferencesOfCases1764000000123,
  CreateProviderReturnDeadlines1764000000140,
  CreateFactorAliases1764000000141,
  CreateIdempotencyKeys1764000000150,
  LetHeldRowsWait1764000000160,
  FindHeldRowsThatWait1764000000161,
  LetContractsAskForConfirmation1764000000165,
  CreateRowChanges1764000000166,
  CreateFindingConfirmations1764000000167,
  CreateChildNameAliases1764000000170,
  CreateChildMatches1764000000171,
  PurgeNamesAndMatchesOfAChild1764000000172,
  CreateEpisodeMerge1764000000175,
  CreateProviderQuestions1764000000180,
  PurgeQuestionsOfAChild1764000000181,
  TieIdempotencyKeysToQuestions1764000000182,
  CreateIdempotencyKeysOfPeople1764000000185,
  KeepPlacesOfColumns1764000000190,
  RenameFamilyOfChild1764000000195,
  InvitePeopleWithoutTellingOfOthers1764000000196,
  CreateEpisodeDistinction1764000000200,
  CreateClockSettings1764000000201,
  LetClocksOfEveryKindRun1764000000202,
  CreateCouncilSteps1764000000203,
  CreateDeadlineCorrections1764000000204,
  LetAlertsClimbAndMessagesWait1764000000210,
  CreateAlertLadder1764000000211,
  CreateAlertPromise1764000000212,
  CreateAlertHandover1764000000213,
  CreateMessageSettings1764000000215,
  CreatePersonContacts1764000000216,
  KeepHeldFormsOfOtherRows1764000000220,
  SettleNotificationsWithoutAction1764000000221,
  CreateSweepRounds1764000000222,
  TellAgainOnARung1764000000223,
  LetMessagesBeWithdrawn1764000000224,
  TellOfChanges1764000000229,
  AskForSessionsWithoutUsingThem1764000000230,
  HoldKeysOfSuspendedIssuers1764000000240,
  AcceptMembershipsByInvitationAlone1764000000241,
  BeginSessionsByWhatWasShown1764000000242,
];
