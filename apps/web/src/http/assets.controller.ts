import { Controller, Get, Param, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { findAsset } from './assets.js';
import { OpenToAll } from './requires.js';
import { Problem } from './problem.js';

@Controller('assets')
@OpenToAll()
@ApiExcludeController()
export class AssetsController {
  @Get(':name')
  async send(
    @Param('name') name: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    const asset = findAsset(name);
    if (!asset) throw new Problem('not-found', 'There is no such file.');
    const accepted = request.headers['accept-encoding'];
    const { encoding, bytes } = await asset.encoded(Array.isArray(accepted) ? accepted.join(',') : accepted);
    reply.headers({
      'content-type': asset.type,
      'cache-control': 'public, max-age=31536000, immutable',
      vary: 'accept-encoding',
      ...(encoding !== 'identity' && { 'content-encoding': encoding }),
    });
    return bytes;
  }
}
