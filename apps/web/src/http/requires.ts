import { SetMetadata } from '@nestjs/common';
import type { Action } from '#domain/access';

/** What a route asks for: one of these actions, or nothing. A route that says neither answers nobody. */
export type RouteAccess =
  { readonly isOpen: true } | { readonly isOpen: false; readonly anyOf: readonly [Action, ...Action[]] };

export const ROUTE_ACCESS = 'route-access';

/** Lets through whoever may do at least one of these; what exactly is asked for, `Acting.to` checks again. */
export function Requires(...anyOf: [Action, ...Action[]]): ClassDecorator & MethodDecorator {
  return SetMetadata(ROUTE_ACCESS, { isOpen: false, anyOf } satisfies RouteAccess);
}

/** Lets everybody through: signing in, files of our own, health. Never anything about a child or a council. */
export function OpenToAll(): ClassDecorator & MethodDecorator {
  return SetMetadata(ROUTE_ACCESS, { isOpen: true } satisfies RouteAccess);
}
