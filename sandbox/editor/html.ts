const ICON =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'%3E%3Crect width='32' height='32' rx='8' fill='%233b5bdb'/%3E%3Cpath d='M18 5 8 18h7l-1 9 10-13h-7z' fill='white'/%3E%3C/svg%3E";

/** The page before its script runs, in the system's light or dark colors. */
export const HTML = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Zap editor · Sandbox</title>
<link rel="icon" href="${ICON}">
<link rel="stylesheet" href="/page.css">
</head>
<body><div id="root"></div><noscript>This page needs JavaScript.</noscript><script type="module" src="/page.js"></script></body>
</html>
`;
