import { toCsv } from "./csv";

describe("CSV", () => {
  it("quotes what would break it", () => {
    expect(toCsv(["a", "b"], [['say "hi"', "x,y"]])).toBe('a,b\r\n"say ""hi""","x,y"');
  });

  it("leaves numbers, and disarms formulas", () => {
    expect(toCsv(["n"], [["-12.50"], ["=1+1"], ["-has:stop"], ["@x"]])).toBe("n\r\n-12.50\r\n'=1+1\r\n'-has:stop\r\n'@x");
  });
});
