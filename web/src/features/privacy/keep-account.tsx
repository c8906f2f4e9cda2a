import { useMutation } from "@tanstack/react-query";
import { privacyErasureUndo } from "../../api/generated";
import { asProblem } from "../../api/problem";
import { Button } from "../../ui/button";
import { toast } from "../../ui/toast";

/** Undoes it: the account stays. Roles come back with it, so the page begins anew. */
export function KeepAccount() {
  const undo = useMutation({
    mutationFn: () => privacyErasureUndo(),
    onSuccess: () => {
      location.reload();
    },
    onError: (thrown) => {
      toast(asProblem(thrown).detail, { tone: "problem" });
    },
  });
  return (
    <Button
      size="sm"
      busy={undo.isPending}
      onClick={() => {
        undo.mutate();
      }}
    >
      Keep my account
    </Button>
  );
}
