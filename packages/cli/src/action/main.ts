// Where a runner starts the Action (`runs.main` of packages/bot/action.yml, in a bundle of its own).

import { explainText } from '@resession/assistant';
import { act } from '@resession/bot/action';
import { nodeHost } from '@resession/engine';
import { openRunner } from './runner.ts';

process.exitCode = (await act(openRunner(), nodeHost, (finding) => explainText(finding))) ? 0 : 1;
