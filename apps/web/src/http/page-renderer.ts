import { readFileSync, readdirSync } from 'node:fs';
import { join, sep } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import Handlebars from 'handlebars';
import { isDemonstration } from '#persistence';
import { projectPath } from '#platform';
import type { Service } from '#service';
import { SERVICE } from '../service.token.js';
import { assets } from './assets.js';
import { authoritiesOf, chosenAuthority } from './chosen-authority.js';
import type { ErrorView } from './error-page.js';
import type { FormFault } from './form-fault.js';
import { menuOf } from './navigation.js';
import type { Page } from './page.js';
import { cameByHttps } from './secret-cookies.js';
import { Sessions } from './sessions.js';

/** Puts a page's words into its template and the layout around it. Everything is escaped. */
@Injectable()
export class PageRenderer {
  private readonly templates: ReadonlyMap<string, (context: object) => string>;

  constructor(
    @Inject(SERVICE) private readonly service: Service,
    @Inject(Sessions) private readonly sessions: Sessions,
  ) {
    const handlebars = Handlebars.create();
    const views = readViews();
    handlebars.registerPartial(Object.fromEntries(views));
    const options = { strict: true, knownHelpersOnly: true };
    this.templates = new Map(views.map(([name, text]) => [name, handlebars.compile<object>(text, options)]));
  }

  async render(page: Page, request: FastifyRequest, reply: FastifyReply): Promise<string> {
    return this.fill(page, await this.isDemonstration(), request, reply);
  }

  /** An error is told even while the database is away: then without the banner, which it alone can justify. */
  async renderError(view: ErrorView, request: FastifyRequest, reply: FastifyReply): Promise<string> {
    const isInvented = await this.isDemonstration().catch(() => false);
    const person = request.person ?? (await this.sessions.personOf(request).catch(() => null));
    if (person) request.person = person;
    const page: Page = { template: 'errors/error', title: view.title, place: 'elsewhere', view };
    return this.fill(page, isInvented, request, reply);
  }

  private isDemonstration(): Promise<boolean> {
    return isDemonstration((sql) => this.service.database.query(sql));
  }

  /** The council that the pages show, named to whoever works for more than one. */
  private authorityOf(request: FastifyRequest): string | null {
    const { person } = request;
    if (!person || authoritiesOf(person).length < 2) return null;
    const code = chosenAuthority(request, person) ?? authoritiesOf(person)[0] ?? '';
    return this.service.lists.authorityName(code);
  }

  private fill(page: Page, isInvented: boolean, request: FastifyRequest, reply: FastifyReply): string {
    const template = this.templates.get(page.template);
    if (!template) throw new Error(`There is no template ${page.template}.`);
    const { faults = [], title } = page;
    return template({
      ...page.view,
      frame: {
        title: faults.length > 0 ? `Error: ${title}` : title,
        faults,
        faultOf: faultsByField(faults),
        isDemonstration: isInvented,
        personName: request.person?.displayName ?? null,
        menu: request.person
          ? menuOf(request.person, chosenAuthority(request, request.person)).map(({ text, href, place }) => ({
              text,
              href,
              isHere: place === page.place,
            }))
          : [],
        authority: this.authorityOf(request),
        csrf: reply.generateCsrf({ secure: cameByHttps(request) }),
        frontend: assets.frontend.address,
        homeward: assets.homeward.address,
        icon: assets.icon.address,
        idleWarning: assets.idleWarning.address,
        changingList: assets.changingList.address,
      },
    });
  }
}

/** What is said at each field: where several things are wrong with one, the first. */
function faultsByField(faults: readonly FormFault[]): Readonly<Record<string, string>> {
  return Object.fromEntries(faults.map(({ field, text }) => [field, text] as const).reverse());
}

/** Every view: a page, or a part that others take in by the same name. */
function readViews(): readonly (readonly [string, string])[] {
  const folder = projectPath('apps', 'web', 'views');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.hbs'));
  return files.map((file) => [
    file.slice(0, -'.hbs'.length).split(sep).join('/'),
    readFileSync(join(folder, file), 'utf8'),
  ]);
}
