import { setImmediate } from 'node:timers/promises';

/** The event loop gets a turn this often, in milliseconds, so that an interruption is noticed. */
const breath = 50;

/** Goes through long work step by step, tells each step, and stays interruptible between them. */
export async function takeSteps<Step, Result>(
  steps: Generator<Step, Result>,
  tell: (step: Step) => void,
): Promise<Result> {
  let turned = Date.now();
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    tell(step.value);
    if (Date.now() - turned < breath) continue;
    await setImmediate();
    turned = Date.now();
  }
}
