// A reader that goes away (`| head`) ends the output, not the run, and shows nobody a stack.

/** Keeps a closed pipe from ending the process. Once, at the start. */
export function outliveReaders(): void {
  for (const [name, stream] of [['stdout', process.stdout] as const, ['stderr', process.stderr] as const]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE') return;
      const what = `the output cannot be written: ${error.message}`;
      throw Object.assign(error, { what, where: name, next: 'Make room there, or send the output elsewhere.' });
    });
  }
}
