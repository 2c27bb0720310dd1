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
import { CreateInvitations1764000000020 } from './1764000000020-create-invitations.js';
import { CreateDailyTasks1764000000050 } from './1764000000050-create-daily-tasks.js';
import { NarrowKeys1764000000051 } from './1764000000051-narrow-keys.js';
import { KeepWhatWasAgreed1764000000052 } from './1764000000052-keep-what-was-agreed.js';
import { KeepPeopleBehindFunctions1764000000053 } from './1764000000053-keep-people-behind-functions.js';
import { CreateAccessReviews1764000000054 } from './1764000000054-create-access-reviews.js';

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
  CreateInvitations1764000000020,
  CreateDailyTasks1764000000050,
  NarrowKeys1764000000051,
  KeepWhatWasAgreed1764000000052,
  KeepPeopleBehindFunctions1764000000053,
  CreateAccessReviews1764000000054,
];
