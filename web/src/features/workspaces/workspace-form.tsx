import { zodResolver } from "@hookform/resolvers/zod";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useForm } from "react-hook-form";
import { z } from "zod/mini";
import { applyProblem } from "../../api/form-problem";
import { type WorkspaceOut, workspacesChange } from "../../api/generated";
import { asProblem } from "../../api/problem";
import { meQuery, peopleKeys, workspaceQuery } from "../../api/queries/people";
import { ledgerChanged } from "../../api/query-client";
import { useSlug } from "../../lib/view";
import { currencies, zones } from "../../lib/zones";
import { Button } from "../../ui/button";
import { InputField, SelectField } from "../../ui/field";
import { ProblemBox } from "../../ui/problem-box";
import { Loading, Skeleton } from "../../ui/skeleton";
import { toast } from "../../ui/toast";

const WorkspaceChange = z.object({
  name: z.string().check(z.trim(), z.minLength(1, "A name is needed."), z.maxLength(80, "At most 80 characters.")),
  timezone: z.string(),
  currency: z.string(),
  files_kept_days: z.string(),
});
type WorkspaceChange = z.infer<typeof WorkspaceChange>;

/** Name, time zone and currency of the workspace that is open. */
export function WorkspaceForm() {
  const slug = useSlug();
  const me = useQuery(meQuery).data;
  const id = me?.workspaces.find((one) => one.slug === slug)?.id;
  const found = useQuery({ ...workspaceQuery(id ?? ""), enabled: id !== undefined });
  if (found.isError && !found.data) {
    return <ProblemBox problem={asProblem(found.error)} onRetry={() => void found.refetch()} />;
  }
  if (!found.data) {
    return (
      <Loading label="Loading the workspace" className="flex flex-col gap-4">
        <Skeleton className="h-14 max-w-sm" />
        <Skeleton className="h-14 max-w-sm" />
      </Loading>
    );
  }
  return <Form key={found.data.id} workspace={found.data} />;
}

function Form({ workspace }: { workspace: WorkspaceOut }) {
  const client = useQueryClient();
  const { name, timezone, currency } = workspace;
  const filesKept = String(workspace.files_kept_days);
  const form = useForm<WorkspaceChange>({
    resolver: zodResolver(WorkspaceChange),
    defaultValues: { name, timezone, currency, files_kept_days: filesKept },
  });
  const { errors, isDirty } = form.formState;
  const problem = errors.root?.["server"];
  const save = useMutation({
    mutationFn: ({ files_kept_days: days, ...rest }: WorkspaceChange) =>
      workspacesChange({ path: { workspace_id: workspace.id }, body: { ...rest, files_kept_days: Number(days) } }),
    onSuccess: async (saved) => {
      client.setQueryData(peopleKeys.workspace(saved.id), saved);
      form.reset({
        name: saved.name,
        timezone: saved.timezone,
        currency: saved.currency,
        files_kept_days: String(saved.files_kept_days),
      });
      toast("The workspace is changed.");
      await Promise.all([client.invalidateQueries({ queryKey: peopleKeys.me }), ledgerChanged(client)]);
    },
    onError: (thrown) => {
      applyProblem(thrown, form);
    },
  });
  const submit = form.handleSubmit((said) => {
    save.mutate(said);
  });
  return (
    <form
      noValidate
      aria-label="Workspace"
      onSubmit={(event) => void submit(event)}
      className="flex max-w-sm flex-col gap-4"
    >
      {problem && (
        <ProblemBox problem={{ title: String(problem.type), detail: problem.message ?? "", requestId: "" }} />
      )}
      <InputField label="Name" autoComplete="off" error={errors.name?.message} {...form.register("name")} />
      <SelectField
        label="Time zone"
        hint="“Today” and the last days of a period are counted there. Each account keeps its own trading days."
        error={errors.timezone?.message}
        {...form.register("timezone")}
      >
        {[...new Set([timezone, ...zones()])].map((zone) => (
          <option key={zone} value={zone}>
            {zone.replaceAll("_", " ")}
          </option>
        ))}
      </SelectField>
      <SelectField
        label="Currency"
        hint="Totals over accounts are shown in it."
        error={errors.currency?.message}
        {...form.register("currency")}
      >
        {[...new Set([currency, ...currencies()])].map((one) => (
          <option key={one}>{one}</option>
        ))}
      </SelectField>
      <SelectField
        label="Brokers’ files"
        hint="An import whose file is gone stays, and cannot be read anew."
        error={errors.files_kept_days?.message}
        {...form.register("files_kept_days")}
      >
        {[...new Set([filesKept, "0", "30", "90", "365"])].map((days) => (
          <option key={days} value={days}>
            {days === "0" ? "Keep them" : `Delete them ${days} days after their import`}
          </option>
        ))}
      </SelectField>
      <div>
        <Button type="submit" busy={save.isPending} disabled={!isDirty}>
          Save workspace
        </Button>
      </div>
    </form>
  );
}
