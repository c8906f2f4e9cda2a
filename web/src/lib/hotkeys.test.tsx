import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { type Hotkeys, listenForHotkeys, useHotkeys } from "./hotkeys";

let unlisten: () => void;
beforeEach(() => {
  unlisten = listenForHotkeys();
});
afterEach(() => {
  unlisten();
});

function Listener({ keys }: { keys: Hotkeys }) {
  useHotkeys(keys);
  return <input aria-label="text" />;
}

it("hears keys, sequences and modifiers", async () => {
  const user = userEvent.setup();
  const [slash, goTrades, palette] = [vi.fn(), vi.fn(), vi.fn()];
  render(<Listener keys={{ "/": slash, "g t": goTrades, "mod+k": palette }} />);
  await user.keyboard("/");
  await user.keyboard("gt");
  await user.keyboard("{Control>}k{/Control}");
  await user.keyboard("t");
  for (const heard of [slash, goTrades, palette]) expect(heard).toHaveBeenCalledOnce();
});

it("is quiet while somebody types, except for what has a modifier", async () => {
  const user = userEvent.setup();
  const [slash, palette] = [vi.fn(), vi.fn()];
  render(<Listener keys={{ "/": slash, "mod+k": palette }} />);
  await user.type(screen.getByRole("textbox"), "a/b");
  await user.keyboard("{Control>}k{/Control}");
  expect(slash).not.toHaveBeenCalled();
  expect(palette).toHaveBeenCalledOnce();
});

it("is quiet while a dialog is open", async () => {
  const user = userEvent.setup();
  const slash = vi.fn();
  render(
    <>
      <Listener keys={{ "/": slash }} />
      <div role="dialog" data-state="open" aria-label="a question" />
    </>,
  );
  await user.keyboard("/");
  expect(slash).not.toHaveBeenCalled();
});

it("asks the page before the shell, and the shell again when the page is gone", async () => {
  const user = userEvent.setup();
  const [shell, page] = [vi.fn(), vi.fn()];
  const { rerender } = render(
    <>
      <Listener key="shell" keys={{ j: shell }} />
      <Listener key="page" keys={{ j: page }} />
    </>,
  );
  await user.keyboard("j");
  rerender(<Listener key="shell" keys={{ j: shell }} />);
  await user.keyboard("j");
  expect(page).toHaveBeenCalledOnce();
  expect(shell).toHaveBeenCalledOnce();
});
