// The Action as its entry sees it, which is in the command line.

export { workflowCommand } from '../workflow-command.ts';
export { act } from './act.ts';
export { fitting, outputLines, type Runner, spoken } from './runner.ts';
