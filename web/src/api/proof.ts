/** What is sensitive wants a fresh proof of who asks: the app shows the question here, requests wait for its answer. */
type Prover = () => Promise<boolean>;

/** The 403 that a fresh proof mends. */
export const PROOF_NEEDED = "session.reauth_required";

let prover: Prover | null = null;
let asking: Promise<boolean> | null = null;

export function setProver(next: Prover | null): void {
  prover = next;
}

/** Whether the person has just proved who they are; several who ask at once share one question. */
export function proveAgain(): Promise<boolean> {
  asking ??= (prover?.() ?? Promise.resolve(false)).finally(() => {
    asking = null;
  });
  return asking;
}
