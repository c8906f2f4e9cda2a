import { lazy, Suspense, useEffect, useState } from "react";
import { setProver } from "../api/proof";

// Seldom needed: it does not weigh on the first load.
const ProofDialog = lazy(async () => ({ default: (await import("../features/identity/proof-dialog")).ProofDialog }));

type Answer = (proved: boolean) => void;

/** Where requests that want a fresh proof put their question. */
export function ProofGate() {
  const [answer, setAnswer] = useState<Answer | null>(null);
  useEffect(() => {
    setProver(
      () =>
        new Promise((resolve) => {
          setAnswer(() => resolve);
        }),
    );
    return () => {
      setProver(null);
    };
  }, []);
  if (!answer) return null;
  return (
    <Suspense>
      <ProofDialog
        onEnd={(proved) => {
          setAnswer(null);
          answer(proved);
        }}
      />
    </Suspense>
  );
}
