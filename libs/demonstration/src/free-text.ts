/** Invented sentences for the free-text columns: of no child, place or person, and marked as invented. */
export const themes = [
  'Arguments about coming home on time (invented)',
  'Stays with friends when upset, tells nobody where (invented)',
  'Wants more contact with family (invented)',
  'Does not feel settled in the placement (invented)',
  'Bored at weekends, few activities nearby (invented)',
  'Worried about school and being behind (invented)',
  'Older friends who stay out late (invented)',
  'Phone was taken away before leaving (invented)',
  'New housemates and noise at night (invented)',
  'Meets people through games and chats (invented)',
] as const;

export const childVoices = [
  '"I was not missing, I was with friends." (invented)',
  '"I just needed some time on my own." (invented)',
  '"Nobody asked me what I wanted." (invented)',
  '"I would have come back if someone had rung." (invented)',
  '"It is too far from everyone I know." (invented)',
  '"I like that someone came to talk to me." (invented)',
  '"I will text next time." (invented)',
  '"I want a later time at weekends." (invented)',
] as const;

export const planChanges = [
  'Weekend times agreed with the child and the carer (invented)',
  'Contact with a relative added to the plan (invented)',
  'Safety plan rewritten after a meeting with partners (invented)',
  'Trusted adult named, to be rung first (invented)',
  'Weekly activity added (invented)',
  'Plan for the journey to and from school changed (invented)',
  'Referral for emotional support added (invented)',
  'Phone rules and check-in messages agreed (invented)',
] as const;

export const carersWords = [
  'Carer says the child was with friends and seems well (invented)',
  'Carer is worried about new friends (invented)',
  'Carer says an argument came before it (invented)',
  'Carer would like help with evening routines (invented)',
] as const;

/** Kinds of place only, as wide as an area. */
export const foundPlaces = [
  'Town centre',
  'Shopping area',
  'Railway station area',
  "A friend's home",
  'Neighbouring borough',
  'Central London',
  'Seaside town',
  'Park',
] as const;
