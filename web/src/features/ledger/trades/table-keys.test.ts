import { rowAfter } from "./table-keys";

describe("the keys of the table", () => {
  it("move within what there is", () => {
    expect(rowAfter("j", 0, 9, 5)).toBe(1);
    expect(rowAfter("ArrowUp", 0, 9, 5)).toBe(0);
    expect(rowAfter("ArrowDown", 9, 9, 5)).toBe(9);
    expect(rowAfter("Home", 7, 9, 5)).toBe(0);
    expect(rowAfter("End", 0, 9, 5)).toBe(9);
  });

  it("move by a screen that keeps one row in sight", () => {
    expect(rowAfter("PageDown", 0, 99, 20)).toBe(19);
    expect(rowAfter("PageUp", 50, 99, 20)).toBe(31);
    expect(rowAfter("PageDown", 0, 99, 0)).toBe(1);
  });

  it("leave other keys alone", () => {
    expect(rowAfter("Enter", 3, 9, 5)).toBeNull();
  });
});
