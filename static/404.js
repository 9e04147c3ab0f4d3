// Some programs write "#" as "%23", so that a link asks the host for a page that is not there. Put it right.
const [page, ...rest] = location.pathname.split(/%23/i);
if (rest.length) location.replace(`${page}#${rest.join("#")}${location.search}`);
