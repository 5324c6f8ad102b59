// Queues of visits: the interface, and the one in a folder. Redis is behind a door of its own (`@resession/bot/redis`).

export { type Clock, wallClock } from './clock.ts';
export { folderQueue } from './folder.ts';
export * from './queue.ts';
