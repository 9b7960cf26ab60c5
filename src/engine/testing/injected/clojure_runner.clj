;; Runs the tests of clojure.test: clojure_runner.clj [-d DIR]… [-n NAMESPACE]… [-v NAMESPACE/NAME]…
;; Without directories: those of the class path that are called after tests.
(ns agent-tui.runner
  (:require [clojure.java.io :as io]
            [clojure.string :as string]
            [clojure.test :as test])
  (:import [java.io File PushbackReader]))

(load-file (.getPath (io/file (.getParentFile (io/file *file*)) "clojure_reporter.clj")))

(defn values-of [flag arguments]
  (keep (fn [[word value]] (when (= word flag) value)) (partition 2 1 arguments)))

(defn directories []
  (let [entries (string/split (System/getProperty "java.class.path") (re-pattern File/pathSeparator))
        folders (filter (fn [path] (.isDirectory (io/file path))) entries)]
    (or (seq (filter (fn [path] (re-find #"(?:test|spec)s?$" path)) folders)) folders)))

;; The name in the first form of a file, when that is a namespace.
(defn namespace-in [file]
  (with-open [reader (PushbackReader. (io/reader file))]
    (let [form (binding [*read-eval* false] (read {:read-cond :allow :eof nil} reader))]
      (when (and (seq? form) (= 'ns (first form))) (second form)))))

(defn namespaces-below [directory]
  (->> (file-seq (io/file directory))
       (filter (fn [^File file] (re-find #"_test\.cljc?$|(?:^|/)test_[^/]*\.cljc?$" (.getPath file))))
       (map namespace-in)
       (filter some?)
       sort))

(let [arguments *command-line-args*
      vars (map symbol (values-of "-v" arguments))
      named (map symbol (values-of "-n" arguments))
      given (or (seq (values-of "-d" arguments)) (directories))
      all (cond
            (seq vars) (map (comp symbol namespace) vars)
            (seq named) named
            :else (mapcat namespaces-below given))
      chosen (distinct all)]
  (apply require chosen)
  (when (seq vars)
    (let [wanted (set (map resolve vars))]
      (doseq [one chosen, [_ v] (ns-publics one)]
        (when-not (contains? wanted v) (alter-meta! v dissoc :test)))))
  (let [{:keys [fail error]} (apply test/run-tests chosen)]
    (shutdown-agents)
    (System/exit (if (zero? (+ fail error)) 0 1))))
