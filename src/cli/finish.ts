/** Tells the program with which exit code a command ends; without it, with 0. */
export type Finish = (code: number) => void;
