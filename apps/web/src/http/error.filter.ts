import { Catch, Inject } from '@nestjs/common';
import type { ArgumentsHost, ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { drain } from './drain.js';
import { presentError } from './error-page.js';
import { OtherPageFirst } from './page.js';
import { PageRenderer } from './page-renderer.js';
import type { Problem } from './problem.js';
import { problemOf } from './problem-of.js';
import { logFault } from './request-log.js';

/** Answers every error: the API with a problem document, pages in plain words. Only ids and codes reach the log. */
@Catch()
export class ErrorFilter implements ExceptionFilter {
  constructor(@Inject(PageRenderer) private readonly pages: PageRenderer) {}

  async catch(error: unknown, host: ArgumentsHost): Promise<void> {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    try {
      await this.answer(error, request, reply);
    } catch (second) {
      logFault(request, second);
      reply.status(500).type('text/plain; charset=utf-8').send('The service failed. Try again in a few minutes.');
    }
  }

  private async answer(error: unknown, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    if (error instanceof OtherPageFirst) {
      reply.type('text/html; charset=utf-8').redirect(error.address, 303);
      return;
    }
    const problem = problemOf(error);
    if (problem.kind === 'internal') logFault(request, error);
    // Whoever is still sending may read the answer only at the end, and would never read it were the connection closed.
    drain(request.raw);
    if (isForMachines(request)) {
      sendProblem(reply, problem);
    } else if (problem.kind === 'not-signed-in') {
      reply.redirect(request.isFormKept ? '/sign-in?kept=yes' : '/sign-in', 303);
    } else {
      const html = await this.pages.renderError(presentError(problem), request, reply);
      reply.status(problem.getStatus()).type('text/html; charset=utf-8').send(html);
    }
  }
}

function sendProblem(reply: FastifyReply, problem: Problem): void {
  if (problem.kind === 'not-signed-in') reply.header('www-authenticate', 'Bearer realm="Homeward"');
  reply.status(problem.getStatus()).type('application/problem+json').send(JSON.stringify(problem.document));
}

function isForMachines({ url }: FastifyRequest): boolean {
  return ['/api/', '/health/', '/metrics', '/assets/'].some((prefix) => url.startsWith(prefix));
}
