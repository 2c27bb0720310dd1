import { Inject, Injectable } from '@nestjs/common';
import { readChildKeeping } from '#casework';
import type { ChildKeeping, Opened } from '#casework';
import type { TransactionContext } from '#persistence';
import type { Service } from '#service';
import { SERVICE } from '../../service.token.js';
import { openedOr } from '../children/child-pages.js';

/** What the pages about keeping records read. A child that is deleted, or not for whoever asks, is not there. */
@Injectable()
export class KeepingRecords {
  constructor(@Inject(SERVICE) private readonly service: Service) {}

  council(context: TransactionContext): string {
    return this.service.lists.authorityName(context.authority);
  }

  open(context: TransactionContext, childId: string): Promise<Opened<ChildKeeping>> {
    return readChildKeeping(this.service.database, context, childId);
  }

  /** The keeping of a child, for what hangs on its page; where a reason is needed first, that page asks for it. */
  async child(context: TransactionContext, childId: string): Promise<ChildKeeping> {
    return openedOr(await this.open(context, childId), childId, 'keeping');
  }
}
