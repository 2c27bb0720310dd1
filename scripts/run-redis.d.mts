export interface RunningRedis {
  readonly ended: Promise<unknown>;
  kill(): Promise<unknown>;
}
export declare const redisServer: string | undefined;
export declare function runRedis(port: number): RunningRedis;
