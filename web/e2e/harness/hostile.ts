import type { BrowserContext, Page } from "@playwright/test";

/** Run by themselves where they are read as a page, or ask x.test for something; HIT is in capitals, as symbols are stored. */
export const MARKUP: readonly string[] = [
  "<script>HIT()</script>",
  "<SCRIPT\n>HIT()</SCRIPT >",
  "\"><script>HIT()</script>",
  "'><script>HIT()//</script>",
  "</script><script>HIT()</script>",
  "</title><script>HIT()</script>",
  "</textarea><script>HIT()</script>",
  "--><script>HIT()</script>",
  "<script src=data:,HIT()></script>",
  "<script type=module>HIT()</script>",
  "<img src=x onerror=HIT()>",
  "<IMG SRC=x OnErRoR=HIT()//>",
  "<img/src='x'/onerror=HIT()>",
  "<img src=x onerror=&#72;&#x49;T()>",
  "<img src=x onerror=\\u0048IT()>",
  "<img src=x onerror=HIT``>",
  "<svg onload=HIT()>",
  "<svg><script>HIT()</script></svg>",
  "<svg><script href=data:,HIT() /></svg>",
  "<svg><animate onbegin=HIT() dur=1s>",
  "<svg><style><img src=x onerror=HIT()>",
  "<body onload=HIT()>",
  "<details open ontoggle=HIT()>",
  "<video src=x onerror=HIT()>",
  "<video><source src=x onerror=HIT()>",
  "<style onload=HIT()>a{}</style>",
  "<iframe onload=HIT()>",
  "<iframe src=javascript:parent.HIT()>",
  "<iframe srcdoc='<script>HIT()</script>'>",
  "<object data=x onerror=HIT()>",
  "<audio src=x onerror=HIT()>",
  "<math><mtext></mtext><img src=x onerror=HIT()>",
  "<noscript><p title='</noscript><img src=x onerror=HIT()>'>",
  "<img src=//x.test/img>",
  "<link rel=stylesheet href=//x.test/link>",
  "<style>@import'//x.test/css'</style>",
  "<base href=//x.test><img src=base>",
  "<meta http-equiv=refresh content=0;//x.test/go>",
  "\u202e<script>HIT()</script>",
];

/** Run where they are an address that is followed. */
export const LINKS: readonly string[] = [
  "javascript:HIT()",
  "JaVaScRiPt:HIT()",
  "java\tscript:HIT()",
  "java\nscript:HIT()",
  "javascript://%0aHIT()",
];

/** For readers of other kinds: Markdown, templates, scripts and attributes they are put into, whoever decodes twice or folds letters. */
export const OTHER: readonly string[] = [
  "data:text/html,<script>HIT()</script>",
  "[x](javascript:HIT())",
  "![x](x'onerror='HIT())",
  "<javascript:HIT()>",
  "[x]: javascript:HIT()",
  "{{constructor.constructor('HIT()')()}}",
  "${HIT()}#{HIT()}<%=HIT()%>",
  "';HIT();//\\';HIT();//",
  '{"__html":"<img src=x onerror=HIT()>"}',
  "<math><mi xlink:href=javascript:HIT()>",
  "<svg></p><style><a id='</style><img src=1 onerror=HIT()>'>",
  "&lt;script&gt;HIT()&lt;/script&gt;",
  "%3Cscript%3EHIT()%3C/script%3E",
  "+ADw-script+AD4-HIT()+ADw-/script+AD4-",
  "\uff1cscript\uff1eHIT()\uff1c/script\uff1e",
  "<\u017fcript>HIT()</\u017fcript>",
];

export const PAYLOADS: readonly string[] = [...MARKUP, ...LINKS, ...OTHER];

/** All of them, in as few texts of `characters` as they fit into. */
export function packed(characters: number): string[] {
  const texts: string[] = [];
  for (const payload of PAYLOADS) {
    const last = texts.at(-1) ?? "";
    if (texts.length > 0 && last.length + 1 + payload.length <= characters) texts[texts.length - 1] = `${last} ${payload}`;
    else texts.push(payload);
  }
  return texts;
}

/**
 * Notes whatever a payload may bring about in any page of the context: HIT called, a dialog, a request to anywhere
 * but `origin`, a breach of the content security policy.
 */
export async function watchStrikes(context: BrowserContext, origin: string): Promise<string[]> {
  const struck: string[] = [];
  await context.exposeBinding("struck", ({ frame }, what: string) => {
    struck.push(`${what} in ${frame.name() || (frame.parentFrame()?.name() ?? "")} at ${frame.url()}`);
  });
  await context.addInitScript(() => {
    const own = globalThis as unknown as { struck: (what: string) => void; HIT: () => void };
    own.HIT = () => {
      own.struck("script");
    };
    document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI, sample }) => {
      own.struck(`policy ${violatedDirective} ${blockedURI} ${sample}`);
    });
  });
  context.on("dialog", (dialog) => {
    struck.push(`dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  context.on("request", (request) => {
    const address = request.url();
    if (!address.startsWith(`${origin}/`) && !/^(?:data|blob):/.test(address)) struck.push(`request ${address}`);
  });
  return struck;
}

/** Elements and attributes of the page that none of ours has, and that a payload read as a page would make. */
export function foreignParts(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const never = "iframe, object, embed, base, marquee, math, video, audio, details[ontoggle], script:not([src]), svg script, svg style, animate, noscript";
    const found = [...document.querySelectorAll(never)].map((one) => one.outerHTML);
    for (const one of document.querySelectorAll("*")) {
      if ([...one.attributes].some(({ name }) => name.startsWith("on"))) found.push(one.outerHTML);
      const address = one.getAttribute("href") ?? one.getAttribute("src") ?? one.getAttribute("formaction");
      if (address === null || one.hasAttribute("download")) continue;
      const { origin } = new URL(address, document.baseURI);
      if (origin !== location.origin && !/^data:image\/|^blob:/.test(address)) found.push(one.outerHTML);
    }
    return found.map((one) => one.slice(0, 200));
  });
}
