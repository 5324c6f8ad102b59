// The door between the Action and the runner that started it: variables, files, output.

import { appendFileSync } from 'node:fs';
import { fitting, outputLines, type Runner, spoken, workflowCommand } from '@resession/bot/action';

/** What is for this step alone: its inputs, the rights of the job, and the files by which it steers what comes after it. */
const forUsOnly =
  /^(?:INPUT_.*|(?:GITHUB|GH|RESESSION)_TOKEN|ACTIONS_(?:RUNTIME|ID_TOKEN|CACHE|RESULTS)_.*|GITHUB_(?:ENV|PATH|OUTPUT|STATE|STEP_SUMMARY))$/i;

/** The runner of this process. What is for us alone goes out of the environment, since other programs are started from here. */
export function openRunner(): Runner {
  const variables = { ...process.env };
  for (const name of Object.keys(variables)) if (forUsOnly.test(name)) Reflect.deleteProperty(process.env, name);
  const write = (text: string): void => void process.stdout.write(text);
  const append = (variable: string, text: string): void => {
    const file = variables[variable];
    if (file !== undefined && file !== '') appendFileSync(file, text);
  };
  return {
    variables,
    command: (name, properties, message) => write(`${workflowCommand(name, properties, message)}\n`),
    commands: write,
    say: (text) => write(spoken(text)),
    output: (name, value) => append('GITHUB_OUTPUT', outputLines(name, value)),
    summary: (text) => append('GITHUB_STEP_SUMMARY', fitting(text)),
  };
}
