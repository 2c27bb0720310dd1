import { RequestMethod } from '@nestjs/common';
import { MetadataScanner, ModulesContainer } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ROUTE_ACCESS } from '../../apps/web/src/http/requires.js';
import type { RouteAccess } from '../../apps/web/src/http/requires.js';

export interface HandledRoute {
  readonly method: string;
  readonly url: string;
  readonly handler: string;
  /** Who may use it, as its controller says; null where it says nothing. */
  readonly access: RouteAccess | null;
}

/** Every route that a controller of the application handles, with what it says of who may use it. */
export function accessOfRoutes(app: NestFastifyApplication): readonly HandledRoute[] {
  const modules = [...app.get(ModulesContainer).values()];
  return modules
    .flatMap(({ controllers }) => [...controllers.values()])
    .flatMap(({ metatype }) => (typeof metatype === 'function' ? routesOf(metatype) : []));
}

function routesOf(controller: object & { readonly name: string }): readonly HandledRoute[] {
  const prototype: unknown = Reflect.get(controller, 'prototype');
  if (typeof prototype !== 'object' || prototype === null) return [];
  return new MetadataScanner().getAllMethodNames(prototype).flatMap((name) => {
    const handler: unknown = Reflect.get(prototype, name);
    if (typeof handler !== 'function') return [];
    const method: unknown = Reflect.getMetadata('method', handler);
    if (typeof method !== 'number') return [];
    const access: unknown = Reflect.getMetadata(ROUTE_ACCESS, handler) ?? Reflect.getMetadata(ROUTE_ACCESS, controller);
    return pathsOf(controller).flatMap((first) =>
      pathsOf(handler).map((second) => ({
        method: RequestMethod[method] ?? '',
        url: `/${[first, second]
          .flatMap((path) => path.split('/'))
          .filter((part) => part !== '')
          .join('/')}`,
        handler: `${controller.name}.${name}`,
        access: isAccess(access) ? access : null,
      })),
    );
  });
}

function pathsOf(target: object): readonly string[] {
  const path: unknown = Reflect.getMetadata('path', target);
  return [path].flat().filter((each) => typeof each === 'string');
}

function isAccess(value: unknown): value is RouteAccess {
  return typeof value === 'object' && value !== null && 'isOpen' in value;
}
