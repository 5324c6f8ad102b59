// No program that the Action starts gets at the log: a line of it would be a command. What one has to say is said for it.

import type { Host } from '@resession/engine';
import type { Runner } from './runner.ts';

/** The same host, where what a program prints for people goes through `say`, once it has ended. */
export function quietHost(host: Host, { say }: Pick<Runner, 'say'>): Host {
  return {
    ...host,
    run: async (argv, options) => {
      if (options.inherit !== true) return host.run(argv, options);
      const done = await host.run(argv, { ...options, inherit: false });
      say([argv.join(' '), done.stdout, done.stderr].map((part) => part.trim()).join('\n'));
      return done;
    },
  };
}
