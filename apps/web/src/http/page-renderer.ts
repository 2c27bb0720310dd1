import { readFileSync } from 'node:fs';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import Handlebars from 'handlebars';
import { projectPath } from '#platform';
import type { Service } from '#service';
import { SERVICE } from '../service.token.js';
import { assets } from './assets.js';
import { isDemonstration } from './demonstration.js';
import type { ErrorView } from './error-page.js';
import { menuOf } from './navigation.js';
import type { Place } from './navigation.js';
import { Sessions, cameByHttps } from './sessions.js';

/** The pages there are, by the name of their template. */
const templateNames = [
  'sign-in/sign-in',
  'worklist/worklist',
  'reports/mace-report',
  'permissions/permissions',
  'agreements/agreements',
  'agreements/new',
  'agreements/end',
  'access-review/review',
  'people/people',
  'people/invite',
  'people/invited',
  'people/member',
  'keys/keys',
  'keys/key-issued',
  'confirm/confirm',
  'errors/error',
] as const;
const partialNames = [
  'partials/page',
  'partials/faults',
  'partials/day-field',
  'partials/councils',
  'people/role-fields',
  'access-review/question',
  'worklist/section',
] as const;

export interface Page {
  readonly template: (typeof templateNames)[number];
  /** Names the page, never a child: it stays in the history of the browser. */
  readonly title: string;
  readonly place: Place;
  readonly view: object;
}

/** Puts a page's words into its template and the layout around it. Everything is escaped. */
@Injectable()
export class PageRenderer {
  private readonly templates: ReadonlyMap<Page['template'], (context: object) => string>;

  constructor(
    @Inject(SERVICE) private readonly service: Service,
    @Inject(Sessions) private readonly sessions: Sessions,
  ) {
    const handlebars = Handlebars.create();
    for (const name of partialNames) handlebars.registerPartial(name, readTemplate(name));
    this.templates = new Map(
      templateNames.map((name) => [
        name,
        handlebars.compile<object>(readTemplate(name), { strict: true, knownHelpersOnly: true }),
      ]),
    );
  }

  async render(page: Page, request: FastifyRequest, reply: FastifyReply): Promise<string> {
    return this.fill(page, await isDemonstration(this.service.database), request, reply);
  }

  /** An error is told even while the database is away: then without the banner, which it alone can justify. */
  async renderError(view: ErrorView, request: FastifyRequest, reply: FastifyReply): Promise<string> {
    const isInvented = await isDemonstration(this.service.database).catch(() => false);
    const person = request.person ?? (await this.sessions.personOf(request).catch(() => null));
    if (person) request.person = person;
    const page: Page = { template: 'errors/error', title: view.title, place: 'elsewhere', view };
    return this.fill(page, isInvented, request, reply);
  }

  private fill(page: Page, isInvented: boolean, request: FastifyRequest, reply: FastifyReply): string {
    const template = this.templates.get(page.template);
    if (!template) throw new Error(`There is no template ${page.template}.`);
    return template({
      ...page.view,
      frame: {
        title: page.title,
        isDemonstration: isInvented,
        personName: request.person?.displayName ?? null,
        menu: request.person
          ? menuOf(request.person).map(({ text, href, place }) => ({ text, href, isHere: place === page.place }))
          : [],
        csrf: reply.generateCsrf({ secure: cameByHttps(request) }),
        frontend: assets.frontend.address,
        homeward: assets.homeward.address,
        icon: assets.icon.address,
      },
    });
  }
}

function readTemplate(name: string): string {
  return readFileSync(projectPath('apps', 'web', 'views', `${name}.hbs`), 'utf8');
}
