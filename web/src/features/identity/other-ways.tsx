import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { authProvidersStart, type TokenOut } from "../../api/generated";
import { asProblem } from "../../api/problem";
import { waysQuery } from "../../api/queries/people";
import { Button } from "../../ui/button";
import { canUsePasskeys, signInByPasskey, wasDismissed } from "./passkey";

interface Props {
  /** For whoever has no account yet: what they agreed to, and the providers alone. */
  consents?: Record<string, string>;
  onSignedIn: (answer: TokenOut) => void;
  onFailed: (title: string, detail: string) => void;
}

/** A passkey, and whatever other providers this server knows. */
export function OtherWays({ consents, onSignedIn, onFailed }: Props) {
  const ways = useQuery(waysQuery).data;
  const [busy, setBusy] = useState("");
  const run = async (what: string, act: () => Promise<void>) => {
    setBusy(what);
    try {
      await act();
    } catch (thrown) {
      const { title, detail } = asProblem(thrown);
      if (!wasDismissed(thrown)) onFailed(title, detail);
    } finally {
      setBusy("");
    }
  };
  if (!ways || (!ways.passkeys && ways.providers.length === 0)) return null;
  return (
    <div className="mt-4 flex flex-col gap-2 border-t border-line pt-4">
      {!consents && ways.passkeys && canUsePasskeys() && (
        <Button
          size="lg"
          icon="key"
          busy={busy === "passkey"}
          onClick={() =>
            void run("passkey", async () => {
              onSignedIn(await signInByPasskey());
            })
          }
        >
          Use a passkey
        </Button>
      )}
      {ways.providers.map((provider) => (
        <Button
          key={provider.key}
          size="lg"
          busy={busy === provider.key}
          onClick={() =>
            void run(provider.key, async () => {
              const { url } = await authProvidersStart({
                path: { provider: provider.key },
                ...(consents && { body: { consents } }),
              });
              globalThis.location.assign(url);
            })
          }
        >
          Continue with {provider.name}
        </Button>
      ))}
    </div>
  );
}
