import { Inject, Injectable } from '@nestjs/common';
import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { mergeMap } from 'rxjs';
import type { Observable } from 'rxjs';
import { AccessGuard } from './access.guard.js';

/**
 * Work that is done sooner is answered without asking again. Access that is taken away ends within a second what was
 * running at that moment: whatever takes longer than this is asked about once more at its end.
 */
const ASK_AGAIN_AFTER_MS = 500;

/** What an answer that is not given leaves behind in its head. */
const headersOfAnswers = ['content-disposition', 'content-type', 'etag', 'last-modified', 'location'];

/**
 * Holds an export, or whatever else took its time, back from somebody whose access ended while it was made: a session
 * that is over, a key that was taken back, a membership that was taken away or changed. That it was made stays on record.
 */
@Injectable()
export class StillPermitted implements NestInterceptor<unknown, unknown> {
  constructor(@Inject(AccessGuard) private readonly guard: AccessGuard) {}

  intercept(context: ExecutionContext, next: CallHandler<unknown>): Observable<unknown> {
    const http = context.switchToHttp();
    const [request, reply] = [http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>()];
    return next.handle().pipe(
      mergeMap(async (answer) => {
        if (request.acting === undefined || reply.elapsedTime < ASK_AGAIN_AFTER_MS) return answer;
        await this.guard.askAgain(context, request).catch((refusal: unknown) => {
          for (const name of headersOfAnswers) reply.removeHeader(name);
          throw refusal;
        });
        return answer;
      }),
    );
  }
}
