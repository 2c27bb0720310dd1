import { Controller, Inject, Injectable, UseInterceptors, applyDecorators } from '@nestjs/common';
import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { mergeMap } from 'rxjs';
import type { Observable } from 'rxjs';
import type { Answer, Page } from './page.js';
import { PageRenderer } from './page-renderer.js';

/** Sends what a controller of pages answers with: a page, a redirection, or whatever Nest itself knows how to send. */
@Injectable()
class PageAnswers implements NestInterceptor<unknown, unknown> {
  constructor(@Inject(PageRenderer) private readonly pages: PageRenderer) {}

  intercept(context: ExecutionContext, next: CallHandler<unknown>): Observable<unknown> {
    const http = context.switchToHttp();
    const [request, reply] = [http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>()];
    return next.handle().pipe(
      mergeMap(async (answer) => {
        if (!isFormAnswer(answer)) return answer;
        if ('template' in answer) return this.show(answer, request, reply);
        reply.status(answer.status).header('location', answer.leadsTo);
        return '';
      }),
    );
  }

  private async show(page: Page, request: FastifyRequest, reply: FastifyReply): Promise<string> {
    const html = await this.pages.render(page, request, reply);
    const isRefused = page.faults !== undefined && page.faults.length > 0;
    reply.status(page.status ?? (isRefused ? 422 : 200)).type('text/html; charset=utf-8');
    return html;
  }
}

function isFormAnswer(answer: unknown): answer is Answer {
  return typeof answer === 'object' && answer !== null && ('template' in answer || 'leadsTo' in answer);
}

/** A controller whose routes answer with a `Page` or a `Redirection`, and stand outside the description of the API. */
export function PageController(path = ''): ClassDecorator {
  return applyDecorators(Controller(path), ApiExcludeController(), UseInterceptors(PageAnswers));
}
