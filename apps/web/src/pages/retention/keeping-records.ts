import { Inject, Injectable } from '@nestjs/common';
import { readChildKeeping } from '#casework';
import type { ChildKeeping } from '#casework';
import type { TransactionContext } from '#persistence';
import type { Service } from '#service';
import { notThere } from '../../http/problem.js';
import { SERVICE } from '../../service.token.js';

/** What the pages about keeping records read. A child that is deleted, or not for whoever asks, is not there. */
@Injectable()
export class KeepingRecords {
  constructor(@Inject(SERVICE) private readonly service: Service) {}

  council(context: TransactionContext): string {
    return this.service.lists.authorityName(context.authority);
  }

  async child(context: TransactionContext, childId: string): Promise<ChildKeeping> {
    const child = await readChildKeeping(this.service.database, context, childId);
    if (!child) throw notThere();
    return child;
  }
}
