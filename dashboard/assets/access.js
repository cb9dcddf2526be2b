/* When the session has ended, an answer to this page is 401: the page is then loaded anew, and the
   server leads to the log-in and back. */
(function () {
  "use strict";

  const ask = window.fetch;
  window.fetch = async (...asked) => {
    const answer = await ask(...asked);
    if (answer.status === 401) window.location.reload();
    return answer;
  };
})();
