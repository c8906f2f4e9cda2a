import type { CredentialFieldOut } from "../../api/generated";
import { InputField, SelectField } from "../../ui/field";

interface Props {
  fields: readonly CredentialFieldOut[];
  values: Record<string, string>;
  faults: Record<string, string>;
  /** Whether secrets are stored already: left empty, they stay. */
  known: boolean;
  onChange: (name: string, value: string) => void;
}

/** What this broker needs, one field for each. */
export function CredentialFields({ fields, values, faults, known, onChange }: Props) {
  return fields.map((field) => {
    const shared = {
      label: field.label,
      error: faults[field.name],
      value: values[field.name] ?? "",
      onChange: (event: { target: { value: string } }) => {
        onChange(field.name, event.target.value);
      },
    };
    if (field.choices.length > 0) {
      return (
        <SelectField key={field.name} {...shared}>
          {field.choices.map((choice) => (
            <option key={choice}>{choice}</option>
          ))}
        </SelectField>
      );
    }
    const hint = known && field.secret ? "Leave it empty to keep the one that is stored." : field.help;
    return (
      <InputField
        key={field.name}
        {...shared}
        {...(hint && { hint })}
        optional={field.optional}
        type={field.secret ? "password" : "text"}
        autoComplete={field.secret ? "new-password" : "off"}
        spellCheck={false}
        autoCapitalize="none"
      />
    );
  });
}
