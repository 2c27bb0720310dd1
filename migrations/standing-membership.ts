/** The day in London of the instant `at`. Released migrations rest on what stands here, so it is never changed. */
export const today = `(at AT TIME ZONE 'Europe/London')::date`;

/**
 * Nothing but its acceptance is lacking to a membership `m` at the instant `at`: it has not ended, and its provider has an
 * agreement in force.
 */
export const stands = `m.suspended_at IS NULL AND (m.valid_to IS NULL OR m.valid_to > ${today})
  AND (m.provider_id IS NULL OR EXISTS (
    SELECT FROM public.sharing_agreement a
    WHERE a.authority = m.authority AND a.provider_id = m.provider_id AND a.signed_on <= ${today}
      AND a.valid_from <= ${today} AND (a.valid_to IS NULL OR a.valid_to > ${today})))`;
