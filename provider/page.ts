import type { Account } from "./account.ts";

const escapes: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const safe = (text: string) => text.replace(/[&<>"]/g, (sign) => escapes[sign]!);

export const pageHeaders = {
  "content-type": "text/html; charset=utf-8",
  "cache-control": "no-store",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "referrer-policy": "no-referrer",
  // A form is answered by a way back to the program that asked, which listens on this machine.
  "content-security-policy":
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'; " +
    "form-action 'self' http://127.0.0.1:* http://localhost:*",
};

const style = `
:root { color-scheme: light dark; --ink: #1d2733; --soft: #5a6775; --line: #d9dfe5; --ground: #f4f6f8; --card: #fff; --mark: #0b5d7a; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6ebf0; --soft: #9aa7b4; --line: #33404d; --ground: #12181f; --card: #1b232c; --mark: #6cc4e0; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
main { max-width: 34rem; margin: 0 auto; padding: 3rem 1rem 4rem; }
h1 { margin: 0 0 .25rem; font-size: 1.6rem; letter-spacing: -.01em; }
p { margin: 0 0 1.5rem; color: var(--soft); }
ul { list-style: none; margin: 0 0 1.5rem; padding: 0; border: 1px solid var(--line); border-radius: .6rem; background: var(--card); overflow: hidden; }
li + li { border-top: 1px solid var(--line); }
button { font: inherit; color: inherit; cursor: pointer; background: none; border: 0; }
li button { display: flex; align-items: center; gap: 1rem; width: 100%; padding: .8rem 1rem; text-align: left; }
li button:hover { background: var(--ground); }
button:focus-visible { outline: 3px solid var(--mark); outline-offset: -3px; }
.who { flex: 1; }
.name { display: block; font-weight: 600; }
.about { display: block; color: var(--soft); font-size: .9rem; }
.role { padding: .1rem .6rem; border: 1px solid var(--line); border-radius: 1rem; color: var(--mark); font-size: .8rem; white-space: nowrap; }
.cancel { padding: .4rem 0; color: var(--soft); text-decoration: underline; }
`;

const page = (title: string, body: string) => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="icon" href="data:,">
<style>${style}</style>
</head>
<body><main>
${body}
</main></body>
</html>
`;

/** The page on which one chooses as whom to sign in. Its form goes to the address it stands at. */
export const signInPage = (accounts: readonly Account[], client: string): string =>
  page(
    "Sign in to the hub",
    `<h1>Sign in to the hub</h1>
<p>These people are made up, for development. Choose as whom to go on in ${safe(client)}; no password is asked.</p>
<form method="post">
<ul>
${accounts
  .map(
    ({ subject, name, about, role }) => `<li><button name="account" value="${safe(subject)}">
<span class="who"><span class="name">${safe(name)}</span><span class="about">${safe(about)}</span></span>
<span class="role">${safe(role)}</span></button></li>`,
  )
  .join("\n")}
</ul>
<button class="cancel" name="cancel" value="yes">Do not sign in</button>
</form>`,
  );

export const troublePage = (sentence: string): string =>
  page("Signing in did not work", `<h1>Signing in did not work</h1>\n<p>${safe(sentence)}</p>`);
