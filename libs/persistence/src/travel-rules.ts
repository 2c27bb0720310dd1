import type { TravelRules } from '#domain/children';
import type { AuthorityCode } from '#domain/kernel';
import { Temporal } from '#domain/time';
import type { Day } from '#domain/time';
import type { AuthoritySetting } from './commissioning.repository.js';
import type { ReferenceLists } from './reference.repository.js';

interface TravelContext {
  readonly authority: AuthorityCode;
  readonly settings: readonly AuthoritySetting[];
  readonly lists: ReferenceLists;
}

/** The travel rules of the authority on a day; before its first setting the first one serves. */
export function travelRulesOn(day: Day, context: TravelContext): TravelRules {
  const setting =
    context.settings.find(({ validFrom }) => Temporal.PlainDate.compare(validFrom, day) <= 0) ??
    context.settings.at(-1);
  const setPoint = setting && context.lists.findOutwardCode(setting.setPointOutwardCode);
  if (!setPoint) throw new Error(`Authority ${context.authority} has no set point on the map.`);
  return {
    authority: context.authority,
    setPoint,
    travelLimitMiles: setting.travelLimitMiles,
    findOutwardCode: context.lists.findOutwardCode,
    findAuthorityCentre: context.lists.findAuthorityCentre,
  };
}
