// The queue over Redis. It is loaded by those who asked for it, and by no other command.

export { sharedQueue, type SharedQueue, type SharedQueueOptions } from './bullmq.ts';
export { redisPlace, type RedisPlace } from './redis-place.ts';
