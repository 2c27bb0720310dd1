import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SUTTON, aReceivedReturn } from '../support/service.js';
import { Visitor, createTestWeb, fieldsOf } from '../support/web.js';
import type { TestWeb } from '../support/web.js';

const sample = readFileSync(join(import.meta.dirname, '..', 'contract', 'samples', 'return-block-2025-10.csv'));

let web: TestWeb;
let visitor: Visitor;

function pathsOf(description: unknown): unknown {
  return typeof description === 'object' && description !== null && 'paths' in description ? description.paths : null;
}

describe('the API of people', () => {
  beforeAll(async () => {
    web = await createTestWeb();
    await web.service.returns.receive(aReceivedReturn(sample));
    visitor = new Visitor(web);
    await visitor.signIn();
  }, 60_000);
  afterAll(() => web.close());

  it('gives the worklist', async () => {
    const worklist = await visitor.open('/api/v1/worklist');
    const line = { ref: 'H012', child: 'S1009', kind: 'interview', state: 'missed', isOpen: true, provider: 'HARBOUR' };
    expect(worklist.json).toMatchObject({ items: expect.arrayContaining([expect.objectContaining(line)]) });
  });

  it('gives beside the worklist what the council was told of and nobody recorded', async () => {
    const list =
      'reference,child,date_of_birth,missing,returned\nP-1,NOBODY,04/05/2012,30/10/2025 20:00,31/10/2025 08:00';
    await web.service.notifications.receive({
      ...{ authority: SUTTON, source: 'police', bytes: new TextEncoder().encode(list), at: null },
      ...{ actorName: 'test', personId: null, requestId: null },
    });
    expect((await visitor.open('/api/v1/worklist')).json).toMatchObject({
      unrecorded: [
        {
          ...{ child: 'NOBODY', missingAt: '2025-10-30T20:00:00Z', returnedAt: '2025-10-31T08:00:00Z' },
          ...{ dueAt: '2025-11-03T08:00:00Z', notifications: [{ source: 'police', reference: 'P-1' }] },
        },
      ],
    });
  });

  it('gives the report as JSON or HTML, the same bytes for the same cut-off', async () => {
    const url = `/api/v1/reports/mace/2025-10?authority=${SUTTON}&audience=mace&cutOff=2025-11-03T09:00:00Z`;
    const [report, again] = [await visitor.open(url), await visitor.open(url)];
    expect(report.headers.get('content-type')).toContain('application/json');
    expect(report.json).toMatchObject({ headline: { episodes: { value: 17 } } });
    expect(again.body).toBe(report.body);
    const html = await visitor.open(url, { accept: 'text/html' });
    expect(html.headers.get('content-type')).toContain('text/html');
    expect(html.headers.get('content-security-policy')).toMatch(/style-src 'sha256-/);
  });

  it.each([
    ['/api/v1/reports/mace/2025-10?audience=press', 400, 'invalid-request'],
    ['/api/v1/reports/mace/2025-10?cutOff=yesterday', 400, 'invalid-request'],
    ['/api/v1/reports/mace/2025-10?cutOff=2100-01-01T00:00:00Z', 422, 'not-possible'],
    ['/api/v1/reports/mace/2099-01', 404, 'not-found'],
    ['/api/v1/reports/mace/2025-13', 400, 'invalid-request'],
    ['/api/v1/reports/mace/2025-10?authority=E09000001', 403, 'not-permitted'],
    ['/api/v1/worklist?authority=E09000001', 403, 'not-permitted'],
    ['/api/v1/worklist?other=1', 400, 'invalid-request'],
    ['/api/v1/nowhere', 404, 'not-found'],
  ])('refuses %s with %i %s', async (url, status, kind) => {
    const refused = await visitor.open(url);
    expect(refused.json).toMatchObject({ type: `urn:homeward:problem:${kind}`, status });
    expect(refused.headers.get('content-type')).toContain('application/problem+json');
  });

  it('is described in OpenAPI 3.1', async () => {
    const description = (await web.ask('/api/v1/openapi.json')).json;
    expect(description).toMatchObject({ openapi: expect.stringMatching(/^3\.1/) });
    expect(fieldsOf(pathsOf(description)).sort()).toEqual([
      '/api/v1/alerts',
      '/api/v1/alerts/{id}/acknowledgement',
      '/api/v1/episodes',
      '/api/v1/episodes/{id}',
      '/api/v1/episodes/{id}/interviews',
      '/api/v1/episodes/{id}/offers',
      '/api/v1/provider-returns',
      '/api/v1/provider-returns/{id}',
      '/api/v1/provider-returns/{id}/confirmations',
      '/api/v1/provider-returns/{id}/findings',
      '/api/v1/questions',
      '/api/v1/questions/{id}',
      '/api/v1/questions/{id}/answers',
      '/api/v1/reports/mace/{month}',
      '/api/v1/worklist',
    ]);
  });
});
