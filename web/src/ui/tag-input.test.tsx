import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";
import { TagInput } from "./tag-input";

function open(values: string[] = ["news"]) {
  const onChange = vi.fn();
  render(
    <TagInput
      label="Tags"
      values={values}
      suggestions={["breakout", "news", "second test"]}
      most={3}
      read={(typed) => typed.trim() || null}
      onChange={onChange}
    />,
  );
  return { onChange, user: userEvent.setup(), input: screen.getByRole("combobox", { name: "Tags" }) };
}

it("adds what is typed, with Enter or a comma", async () => {
  const { user, input, onChange } = open();
  await user.type(input, "late{Enter}");
  expect(onChange).toHaveBeenLastCalledWith(["news", "late"]);
  await user.type(input, "early,");
  expect(onChange).toHaveBeenLastCalledWith(["news", "early"]);
});

it("offers what is in use, except what is there already", async () => {
  const { user, input, onChange } = open();
  await user.click(input);
  expect(screen.getAllByRole("option").map((option) => option.textContent)).toEqual(["breakout", "second test"]);
  await user.keyboard("{ArrowDown}{ArrowDown}{Enter}");
  expect(onChange).toHaveBeenLastCalledWith(["news", "second test"]);
});

it("adds nothing twice, nothing empty, and no more than it may hold", async () => {
  const { user, input, onChange } = open(["a", "b", "c"]);
  await user.type(input, "d{Enter}");
  await user.type(input, "  {Enter}");
  expect(onChange).not.toHaveBeenCalled();
});

it("takes the last one back with Backspace, any one by its button", async () => {
  const { user, input, onChange } = open(["a", "b"]);
  await user.click(input);
  await user.keyboard("{Backspace}");
  expect(onChange).toHaveBeenLastCalledWith(["a"]);
  await user.click(screen.getByRole("button", { name: "Remove a" }));
  expect(onChange).toHaveBeenLastCalledWith(["b"]);
});
