import { type ComponentProps, type ReactNode, useId } from "react";
import { classes } from "./classes";
import { Icon } from "./icon";

export const CONTROL =
  "h-9 w-full min-w-0 rounded-md border border-edge bg-surface px-2.5 text-sm text-ink transition-colors " +
  "hover:border-faint focus:border-accent disabled:opacity-60 aria-[invalid=true]:border-loss touch:min-h-11";

interface FieldProps {
  label: string;
  /** What to know before filling it in. */
  hint?: ReactNode;
  error?: string | undefined;
  optional?: boolean;
  className?: string;
  children: (given: { id: string; "aria-describedby": string | undefined; "aria-invalid": boolean }) => ReactNode;
}

/** A label, its control, the rule stated before and the fault said after. */
export function Field({ label, hint, error, optional = false, className, children }: FieldProps) {
  const id = useId();
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ") || undefined;
  return (
    <div className={classes("flex min-w-0 flex-col gap-1", className)}>
      <label htmlFor={id} className="text-sm font-medium">
        {label}
        {optional && <span className="font-normal text-faint"> (optional)</span>}
      </label>
      {children({ id, "aria-describedby": described, "aria-invalid": error !== undefined })}
      {hint && (
        <p id={`${id}-hint`} className="text-xs text-faint">
          {hint}
        </p>
      )}
      {error && (
        <p id={`${id}-error`} role="alert" className="flex items-start gap-1 text-xs text-loss">
          <Icon name="warning" size={12} className="mt-0.5" />
          {error}
        </p>
      )}
    </div>
  );
}

interface InputProps extends ComponentProps<"input"> {
  label: string;
  hint?: ReactNode;
  error?: string | undefined;
  optional?: boolean;
}

export function InputField({ label, hint, error, optional, className, ...rest }: InputProps) {
  return (
    <Field
      label={label}
      {...(hint !== undefined && { hint })}
      error={error}
      {...(optional !== undefined && { optional })}
      {...(className !== undefined && { className })}
    >
      {(given) => <input {...given} {...rest} className={CONTROL} />}
    </Field>
  );
}

interface SelectProps extends ComponentProps<"select"> {
  label: string;
  hint?: ReactNode;
  error?: string | undefined;
  optional?: boolean;
}

export function SelectField({ label, hint, error, optional, className, children, ...rest }: SelectProps) {
  return (
    <Field
      label={label}
      {...(hint !== undefined && { hint })}
      error={error}
      {...(optional !== undefined && { optional })}
      {...(className !== undefined && { className })}
    >
      {(given) => (
        <Select {...given} {...rest}>
          {children}
        </Select>
      )}
    </Field>
  );
}

/** The platform's own list: right on every device, with our edge and arrow. */
export function Select({ className, children, ...rest }: ComponentProps<"select">) {
  return (
    <span className={classes("relative block min-w-0", className)}>
      <select {...rest} className={classes(CONTROL, "appearance-none truncate pr-8")}>
        {children}
      </select>
      <Icon name="down" className="pointer-events-none absolute top-1/2 right-2 -translate-y-1/2 text-faint" />
    </span>
  );
}

interface CheckProps extends Omit<ComponentProps<"input">, "type"> {
  label: string;
  hint?: string;
}

export function CheckField({ label, hint, className, ...rest }: CheckProps) {
  const id = useId();
  return (
    <div className={classes("flex items-start gap-2", className)}>
      <input
        id={id}
        type="checkbox"
        {...(hint && { "aria-describedby": `${id}-hint` })}
        {...rest}
        className="mt-0.5 size-4 shrink-0 accent-(--solid)"
      />
      <div>
        <label htmlFor={id} className="text-sm">
          {label}
        </label>
        {hint && (
          <p id={`${id}-hint`} className="text-xs text-faint">
            {hint}
          </p>
        )}
      </div>
    </div>
  );
}
