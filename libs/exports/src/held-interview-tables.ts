import { episode, recorded } from './held-table.js';
import type { HeldTable } from './held-table.js';

/** The interviews that were owed, offered and held, and what they found. */
export const interviewTables: readonly HeldTable[] = [
  {
    ...{ table: 'interview_requirement', title: 'Interviews that were owed', by: 'episode', order: 'e.missing_at' },
    lead: 'What became of the return home interview that each episode called for.',
    columns: {
      ...episode,
      referred_at: ['Referred', 'moment'],
      acknowledged_at: ['Acknowledged', 'moment'],
      booked_for: ['Booked for', 'moment'],
      form_returned_at: ['Form returned', 'moment'],
      safeguarding_alert_at: ['Safeguarding alert', 'moment'],
      not_completed_reason: ['Why it was not held', 'code'],
      has_carer_information: ['The carer gave information', 'yes_no'],
      plan_informed_at: ['The safety plan was informed', 'moment'],
      has_plan_change: ['The plan was changed', 'yes_no'],
      arrived_overdue_at: ['Was long overdue when it came', 'instant'],
      ...recorded,
    },
  },
  {
    ...{ table: 'provider_claim', title: 'What the provider claimed', by: 'episode', order: 'e.missing_at' },
    lead: 'What the provider asked to be paid for its work on an episode.',
    columns: { ...episode, fee_pence: ['Fee', 'pence'], miles: ['Miles', 'text'], ...recorded },
  },
  {
    ...{ table: 'interview_offer', title: 'Offers of an interview', by: 'episode', order: 't.offered_at, t.id' },
    lead: 'Each offer and each attempt to make one.',
    columns: {
      ...episode,
      origin: ['Offer or attempt', 'code'],
      offered_at: ['When', 'moment'],
      method: ['How', 'text'],
      offered_to: ['To whom', 'code'],
      outcome: ['Answer', 'code'],
      ...recorded,
    },
  },
  {
    ...{ table: 'interview', title: 'Interviews', by: 'episode', order: 't.began_at, t.id' },
    lead: 'The return home interviews that were held.',
    columns: {
      ...episode,
      provider_id: ['Provider', 'provider'],
      began_at: ['Began', 'moment'],
      ended_at: ['Ended', 'moment'],
      mode: ['How it was held', 'code'],
      is_independent: ['By somebody independent', 'yes_no'],
      risk_now: ['Risk afterwards', 'code'],
      taxonomy_version: ['Version of the list of factors', 'text'],
      push_answer: ['What drives the child away', 'code'],
      pull_answer: ['What draws the child elsewhere', 'code'],
      harm_answer: ['Harm while missing', 'code'],
      protective_answer: ['What keeps the child safe', 'code'],
      ...recorded,
    },
  },
  {
    ...{ table: 'interview_cover', title: 'Episodes that an interview covers', by: 'interview', order: 'e.missing_at' },
    lead: 'One interview may cover several episodes.',
    columns: { episode_id: ['Covers', 'episode'] },
  },
  {
    ...{ table: 'factor_observation', title: 'Factors', by: 'interview', order: 'e.missing_at, t.section, t.code' },
    lead: 'What was found in an interview, as codes with their meaning.',
    columns: {
      section: ['Section', 'code'],
      code: ['Factor', 'factor'],
      view: ['In whose view', 'code'],
      is_primary: ['The main one', 'yes_no'],
    },
  },
  {
    ...{ table: 'vulnerability_observation', title: 'Vulnerabilities', by: 'interview', order: 'e.missing_at, t.code' },
    lead: 'Risks that were asked about.',
    columns: { code: ['Vulnerability', 'factor'], is_present: ['Present', 'yes_no'] },
  },
];
