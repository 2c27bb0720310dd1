/** An opaque identifier made by the application: no initials, no date of birth, nothing to read in it. */
export type Id<Of extends string> = string & { readonly __of?: Of };

export type ChildId = Id<'child'>;
export type EpisodeId = Id<'episode'>;
export type InterviewId = Id<'interview'>;
export type OfferId = Id<'offer'>;
export type ProviderId = Id<'provider'>;
export type DeadlineId = Id<'deadline'>;

/** ONS GSS code of a council with children's services duties, for example `E09000029` for Sutton. */
export type AuthorityCode = Id<'authority'>;

/** Source of new identifiers: handed in, so that the core stays free of randomness. */
export type NewId = () => string;
