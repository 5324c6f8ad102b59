import { EventEmitter } from 'node:events';

export interface Events {
  failure: [error: unknown];
}

export const bus = new EventEmitter<Events>();
